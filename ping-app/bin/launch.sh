# shellcheck shell=sh
# Sourced by the launchers of both apps. POSIX sh, and few forks: they cost start-up time.

needed=22

# The first with -XX:AOTCacheOutput.
caching=25

# Set by record.sh alone: the run is to write the cache, not to use it.
recording=

fail() {
    echo "$name: $1" >&2
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
    feature=${feature:-0}
}

# Sets `java` and `feature`: JAVA_HOME's if that is new enough, else the one on the PATH, else the newest in the usual folders.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        feature_of "$JAVA_HOME"
        [ "$feature" -lt "$needed" ] || return 0
    fi
    if java=$(command -v java); then
        home=$(readlink -f -- "$java")
        feature_of "${home%/bin/java}"
        [ "$feature" -lt "$needed" ] || return 0
    fi
    newest=0
    # Under sudo HOME is root's, but the JDK may be in that of who typed the command.
    for home in /usr/lib/jvm/* /opt/* /usr/java/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        "/home/${SUDO_USER:-}"/.sdkman/candidates/java/* "/home/${SUDO_USER:-}"/.jdks/*; do
        feature_of "$home"
        if [ "$feature" -gt "$newest" ]; then
            newest=$feature
            java=$home/bin/java
        fi
    done
    feature=$newest
    [ "$feature" -ge "$needed" ] ||
        fail "needs Java $needed or newer, and found none in JAVA_HOME, on the PATH or in the usual folders"
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
    # The caches are of use to the Java that recorded them alone, and to look for another takes time.
    recorder=$root/$module/target/$name.aot.java
    if [ -z "${JAVA_HOME:-}$recording" ] && [ -f "$recorder" ] && read -r java < "$recorder" && [ -x "$java" ]; then
        feature=$caching
    else
        find_java
    fi
    [ -f "$jar" ] || build
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
    elif [ "$feature" -ge "$caching" ] && [ -f "$cache" ]; then
        # To read what the compiler is told takes time, too.
        [ -z "$compiler" ] ||
            compiler="$compiler -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"
        set -- -XX:AOTCache="$cache" -Xlog:disable "$@"
    fi
    # Neither those flags nor a system property change anything about a cache.
    # shellcheck disable=SC2086 # several words
    exec "$java" -XX:+UseSerialGC $compiler -XX:-UsePerfData ${signals:-} ${called:+"-Dicmpffm.name=$called"} "$@"
}
