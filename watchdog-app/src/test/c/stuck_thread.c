/*
 * Stops one thread of a process and no other, as a deadlock does: the first whose name begins with NAME. It stops it in a system
 * call, for a thread of a JVM that is stopped in Java code stops all others at the next garbage collection. It prints `stopped`,
 * and ends with the process.
 *
 *     stuck_thread PID NAME
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static int find(const char *pid, const char *name) {
    char path[300];
    int found = 0;
    snprintf(path, sizeof path, "/proc/%s/task", pid);
    DIR *threads = opendir(path);
    for (struct dirent *thread; !found && threads != NULL && (thread = readdir(threads)) != NULL;) {
        char comm[64] = "";
        snprintf(path, sizeof path, "/proc/%s/task/%s/comm", pid, thread->d_name);
        FILE *file = fopen(path, "r");
        if (file != NULL) {
            if (fgets(comm, sizeof comm, file) != NULL && strncmp(comm, name, strlen(name)) == 0) {
                found = atoi(thread->d_name);
            }
            fclose(file);
        }
    }
    return found;
}

static int is_in_system_call(const char *pid, int thread) {
    char path[300];
    char call[32] = "";
    snprintf(path, sizeof path, "/proc/%s/task/%d/syscall", pid, thread);
    FILE *file = fopen(path, "r");
    if (file != NULL) {
        if (fgets(call, sizeof call, file) == NULL) {
            call[0] = 0;
        }
        fclose(file);
    }
    return call[0] >= '0' && call[0] <= '9';
}

static int stop(int thread) {
    int status;
    return ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) == 0 && waitpid(thread, &status, __WALL) == thread;
}

int main(int count, char **arguments) {
    if (count != 3) {
        return 2;
    }
    int thread = find(arguments[1], arguments[2]);
    int status;
    if (thread == 0 || ptrace(PTRACE_SEIZE, thread, NULL, NULL) != 0 || !stop(thread)) {
        perror(arguments[2]);
        return 1;
    }
    while (!is_in_system_call(arguments[1], thread)) {
        ptrace(PTRACE_CONT, thread, NULL, NULL);
        usleep(10 * 1000);
        if (!stop(thread)) {
            perror(arguments[2]);
            return 1;
        }
    }
    puts("stopped");
    fflush(stdout);
    waitpid(thread, &status, __WALL);
    return 0;
}
