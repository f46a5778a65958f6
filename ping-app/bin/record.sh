#!/bin/sh
# Run by the build, once the jar is made: records the caches of loaded and linked classes that the launcher starts from, by a short
# ping of this machine, and for root by a flood. Where no ICMP socket may be opened it is a smaller one, of what comes before the
# socket. No Java of 25 or newer among those the launcher would take: no cache, and no failure.
# Root gives up being root, but the cache is written at the end: then it must be root that cannot.
if [ "$(id -u)" = 0 ] && [ $# = 0 ] && command -v setpriv > /dev/null; then
    exec setpriv --bounding-set=-setuid,-setgid -- sh "$0" remaining-root
fi
self=$(readlink -f -- "$0") || exit 2
root=${self%/*/bin/*}
# shellcheck source=/dev/null
. "$root/ping-app/bin/launch.sh"
name=ping-app
called=$name
main=io.github.icmpffm.ping.PingApp
find_java
recording=yes
cache=$root/$name/target/$name
rm -f -- "$cache.aot" "$cache-flood.aot" "$cache.aot.java"
[ "$feature" -ge "$caching" ] || exit 0
# An option or two and both families, since those have classes of their own.
(launch "$root" "$name" ping-app "$main" -c 2 -i 0.01 -W 1 -nO 127.0.0.1 ::1) > /dev/null 2>&1
[ "$(id -u)" != 0 ] || (launch "$root" "$name" ping-app "$main" -c 50000 -i 0 -W 1 -n 127.0.0.1) > /dev/null 2>&1
if [ -f "$cache.aot" ]; then
    echo "$java" > "$cache.aot.java"
else
    echo "$name: no AOT cache could be recorded; it starts without" >&2
fi
