# shellcheck shell=sh
# Sourced by the launchers of both apps. POSIX sh, and few forks: they cost start-up time.

needed=22

# The first with -XX:AOTCacheOutput.
caching=25

# Of each JVM: what it has to say of itself is not to come between the program's lines.
common='-XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable'

# Set by record.sh alone: the run is to write the cache, not to use it.
recording=

fail() {
    printf '%s\n' "$name: $1" | tr '\001-\011\013-\037\177' '?' >&2
    exit 2
}

# Sets `feature` to 25 for the home of a JDK 25, to 0 for a folder that is none.
feature_of() {
    feature=0
    if [ -x "$1/bin/java" ] && [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_VERSION=*)
                    feature=${line#JAVA_VERSION=}
                    feature=${feature#\"}
                    feature=${feature%%[!0-9]*}
                    break # the shell reads byte by byte
                    ;;
            esac
        done < "$1/release"
    fi
    case $feature in
        '' | ????*) feature=0 ;; # no such version: nothing the shell could compare
    esac
}

# Whether this user may run that file. Root runs what belongs to root, or to the owner of the launcher, who decides everything anyway,
# and lies in folders that nobody else can write to; a sticky folder as /tmp is one. For all others it is their own affair.
is_trusted() {
    [ -O / ] || return 0
    owner=$(stat -L -c %u -- "$root/ping-app/bin/launch.sh") && path=$(readlink -f -- "$1") || return 1
    set -- "$path"
    while [ -n "${path%/*}" ]; do
        path=${path%/*}
        set -- "$@" "$path"
    done
    strangers=$(find "$@" -maxdepth 0 \( ! -user 0 ! -user "$owner" -o -perm -2 ! -perm -1000 \)) && [ -z "$strangers" ]
}

# Whether this user may run or read a file of the build's; without a fork where it is this user's.
is_own() {
    [ -O "$1" ] || is_trusted "$1"
}

# Sets `java` and `feature`: JAVA_HOME's if that is new enough, else the one on the PATH, else the newest in the usual folders, of
# which those of the system come first.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        feature_of "$JAVA_HOME"
        [ "$feature" -lt "$needed" ] || ! is_trusted "$java" || return 0
    fi
    if java=$(command -v java); then
        home=$(readlink -f -- "$java")
        feature_of "${home%/bin/java}"
        [ "$feature" -lt "$needed" ] || ! is_trusted "$java" || return 0
    fi
    newest_of /usr/lib/jvm/* /opt/* /usr/java/* && return
    # Under sudo HOME is root's, but the JDK may be in that of who typed the command.
    newest_of "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        "/home/${SUDO_USER:-}"/.sdkman/candidates/java/* "/home/${SUDO_USER:-}"/.jdks/* && return
    message="needs Java $needed or newer, and found none in JAVA_HOME, on the PATH or in the usual folders"
    [ ! -O / ] || message="$message that only root can write to"
    fail "$message"
}

newest_of() {
    newest=0
    for home; do
        feature_of "$home"
        if [ "$feature" -gt "$newest" ] && [ "$feature" -ge "$needed" ] && is_trusted "$home/bin/java"; then
            newest=$feature
            java=$home/bin/java
        fi
    done
    feature=$newest
    [ "$feature" -ge "$needed" ]
}

# Whether nothing limits this process so much that a JVM might not start.
is_roomy() {
    # One fork; of the last two one is the number of processes, in bash and in dash.
    # shellcheck disable=SC3045
    limits=$(ulimit -v; ulimit -d; ulimit -s; ulimit -n; (ulimit -u) 2>&- || ulimit -p)
    # shellcheck disable=SC2086 # several words
    are_roomy $limits && [ -e /proc/self/exe ] || return 1
    # Of a container.
    if [ -r /sys/fs/cgroup/pids.max ]; then
        read -r tasks < /sys/fs/cgroup/pids.max
        [ "$tasks" = max ] || [ "$tasks" -ge 1000 ] || return 1
    fi
}

# Of the limits of virtual memory, data, stack, open files and processes.
are_roomy() {
    memory=$1
    [ "$1" != unlimited ] || memory=$2
    [ "$memory" = unlimited ] &&
        { [ "$3" = unlimited ] || [ "$3" -ge 128 ]; } &&
        { [ "$4" = unlimited ] || [ "$4" -ge 32 ]; } &&
        { [ "$5" = unlimited ] || [ "$5" -ge 1000 ]; }
}

# Sets `small`: flags with which a JVM fits into little memory. One that cannot start says so by several lines and exit status 1, which
# is that of a host that is down: so it is tried first, where the limits are low.
fit_java() {
    small=
    ! is_roomy || return 0
    if [ "$memory" != unlimited ]; then
        small="-Xmx$((memory / 8))k -XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=48m"
        export MALLOC_ARENA_MAX=1 # glibc reserves 64 MB for each thread
    fi
    # shellcheck disable=SC2086 # several words
    problem=$(
        exec 2>&1
        "$java" $common -XX:ErrorFile=/dev/null $small -version || exit $?
    ) || fail "Java cannot start here: $(echo ${problem:-exit status $?} | tr '\n#' '  ')"
}

build() {
    command -v mvn > /dev/null || fail "$jar is not built yet, and there is no mvn to build it with"
    echo "$name: building $module, this once" >&2
    set -- mvn -q -B -f "$root/pom.xml" -pl "$module" -am -DskipTests package
    # Under sudo, files of root's in somebody's checkout would break their next build.
    if [ -n "${SUDO_USER:-}" ] && [ "$(stat -c %U "$root")" = "$SUDO_USER" ]; then
        set -- sudo -H -u "$SUDO_USER" "$@"
    fi
    # Not on stdout: that is the program's.
    "$@" >&2 || fail "the build failed"
}

# launch ROOT NAME MODULE MAIN ARGUMENTS...: becomes the JVM that runs that class. ROOT is the project's folder.
launch() {
    root=$1
    name=$2
    module=$3
    main=$4
    shift 4
    # Who pings now and then has no use for a compiler that takes the processor while the program starts; what sends as fast as it
    # can is worth the good one, and a cache of its own, which also tells that compiler what is used most.
    compiler='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=100'
    cache=$root/$module/target/$name.aot
    case " $* " in
        *' -A '* | *' -f '* | *' -qf '* | *' -fq '* | *' -i 0 '* | *' -i0 '* | *' --sweep '* | *' --rate '* | *' --rate='*)
            compiler=
            flood_cache=$root/$module/target/$name-flood.aot
            if [ -n "$recording" ] || [ -f "$flood_cache" ]; then
                cache=$flood_cache
            fi
            ;;
    esac
    jar=$root/$module/target/$module.jar
    # The JVM does not start in a folder that was deleted. What is given as a relative path is not there either.
    [ . -ef "$PWD" ] || cd /
    # Meant for other programs' JVMs: a collector or a heap asked for there would keep this one from starting.
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    # The caches are of use to the Java that recorded them alone, and to look for another takes time.
    recorder=$root/$module/target/$name.aot.java
    if [ -z "${JAVA_HOME:-}$recording" ] && [ -f "$recorder" ] && is_own "$recorder" && read -r java < "$recorder" &&
        [ -x "$java" ]; then
        feature=$caching
    else
        find_java
    fi
    [ -f "$jar" ] || build
    is_own "$jar" || fail "root does not run what others can change: $jar"
    fit_java
    # Java reads its arguments in the locale's encoding, and in that of no locale nothing but ASCII.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
        C | POSIX) export LC_ALL=C.UTF-8 ;;
    esac
    # Not -jar: what is in the cache then comes without the jar being opened at all.
    set -- --enable-native-access=ALL-UNNAMED -cp "$jar" "$main" "$@"
    # The build records the caches (record.sh) by this very command with another flag: another JVM, collector or jar make the JVM
    # refuse them, which costs nothing but the time they would have saved. Its complaint would go to stdout, so the log is off.
    if [ -n "$recording" ]; then
        set -- -XX:AOTCacheOutput="$cache" "$@"
    elif [ "$feature" -ge "$caching" ] && [ -f "$cache" ] && is_own "$cache"; then
        # To read what the compiler is told takes time, too.
        [ -z "$compiler" ] ||
            compiler="$compiler -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"
        set -- -XX:AOTCache="$cache" "$@"
    fi
    # A crash's report is not to come into the current folder.
    # Neither those flags nor a system property change anything about a cache.
    # shellcheck disable=SC2086 # several words
    set -- $common $compiler $small -XX:+SuppressFatalErrorMessage ${signals:-} ${called:+"-Dicmpffm.name=$called"} "$@"
    # Where that is no program for this machine: dash exits by the trap, bash goes on.
    trap 'exit 2' EXIT
    # shellcheck disable=SC3044
    [ -z "${BASH_VERSION:-}" ] || shopt -s execfail
    exec "$java" "$@"
    exit 2
}
