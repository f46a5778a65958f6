#!/bin/sh
# Run by the build, once the jar is made: records the cache of loaded and linked classes that the launcher starts from, by a short
# ping of this machine. Where no ICMP socket may be opened it is a smaller one, of what comes before the socket. No Java of 25 or newer
# among those the launcher would take: no cache, and no failure.
self=$(readlink -f -- "$0") || exit 2
root=${self%/*/bin/*}
# shellcheck source=/dev/null
. "$root/ping-app/bin/launch.sh"
name=ping-app
called=$name
find_java
[ "$feature" -ge "$caching" ] || exit 0
recording=yes
cache=$root/$name/target/$name.aot
rm -f -- "$cache"
# An option or two, since those have classes of their own. For root as a flood: the cache also tells the compiler what was used
# most, and then a flood is at its full speed a third of a second sooner.
set -- -c 2 -i 0.01
[ "$(id -u)" != 0 ] || set -- -c 50000 -i 0
(launch "$root" "$name" ping-app '' "$@" -W 1 -n 127.0.0.1) > /dev/null 2>&1
[ -f "$cache" ] || echo "$name: no AOT cache could be recorded; it starts without" >&2
