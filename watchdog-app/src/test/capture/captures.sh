#!/bin/sh
# Makes docs/captures/part-a.pcap and part-b.pcap: what both parts of the report say on the wire. Needs root, tcpdump and
# iptables; runs in a network namespace of its own, so that nothing leaves it.
#
#     captures.sh PING-APP.JAR WATCHDOG-APP.JAR FOLDER
set -eu
if [ "${1:-}" != --inside ]; then
    exec unshare --net "$0" --inside "$@"
fi
ping=$2
watchdog=$3
folder=$4
ip link set lo up
# On loopback the kernel leaves TCP checksums open, as nobody is to check them; this has them filled in before the capture.
iptables -t mangle -A POSTROUTING -p tcp -j CHECKSUM --checksum-fill

capture() {
    file=$1
    filter=$2
    shift 2
    # --immediate-mode and -U: a packet is in the file when it has passed.
    tcpdump -i lo -n -U -Z root --immediate-mode -s 0 -w "$file" "$filter" 2> "$file.log" &
    capturing=$!
    until grep -q 'listening on' "$file.log"; do
        sleep 0.1
    done
    "$@" || true
    sleep 0.5
    kill "$capturing"
    wait "$capturing" || true
    rm "$file.log"
}

capture "$folder/part-a.pcap" icmp \
    "${JAVA:-java}" --enable-native-access=ALL-UNNAMED -jar "$ping" -c 4 -i 0.2 127.0.0.1
capture "$folder/part-b.pcap" 'tcp port 3000' \
    "${JAVA:-java}" --enable-native-access=ALL-UNNAMED -jar "$watchdog" --timeout 1 -i 0.2 -c 4 127.0.0.1
