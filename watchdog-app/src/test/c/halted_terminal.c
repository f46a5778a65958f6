/*
 * Runs a command on a terminal of its own that is halted: nobody reads what is printed there. On stdin, `c` types Ctrl+C, and
 * `r` begins to read. What is read goes to stdout; also, at the command's end, what was left. Exits as the command did, with
 * 128 + N if signal N killed it.
 *
 *     halted_terminal COMMAND...
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static int copied(int terminal) {
    char buffer[4096];
    ssize_t count = read(terminal, buffer, sizeof buffer);
    return count > 0 && write(STDOUT_FILENO, buffer, count) == count;
}

int main(int count, char **arguments) {
    if (count < 2) {
        return 2;
    }
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) {
        perror("posix_openpt");
        return 2;
    }
    pid_t child = fork();
    if (child == 0) {
        setsid();
        int own = open(ptsname(terminal), O_RDWR);
        ioctl(own, TIOCSCTTY, 0);
        close(terminal);
        dup2(own, 0);
        dup2(own, 1);
        dup2(own, 2);
        execvp(arguments[1], arguments + 1);
        _exit(127);
    }
    fcntl(terminal, F_SETFL, O_NONBLOCK);
    struct pollfd watched[] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = -1, .events = POLLIN}};
    int status;
    while (waitpid(child, &status, WNOHANG) == 0) {
        char order;
        if (poll(watched, 2, 20) <= 0) {
            continue;
        }
        if (watched[0].revents && read(STDIN_FILENO, &order, 1) == 1) {
            if (order == 'c' && write(terminal, "\003", 1) != 1) {
                perror("Ctrl+C");
            }
            if (order == 'r') {
                watched[1].fd = terminal;
            }
        }
        if (watched[1].revents) {
            copied(terminal);
        }
    }
    while (copied(terminal)) {
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
