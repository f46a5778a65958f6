/*
 * A better_ping in C, by the protocol alone: it forks, execs ./watchdog without arguments, connects 3 s later, says 300,
 * and then 256 every 200 ms. It does not ping; its target is only on its command line, where the watchdog finds it.
 *
 *     better_ping TARGET RESETS [INT]
 *
 * After so many resets it falls silent, or says INT over and over in their place, and waits to be killed.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int sent(int socket, int message) {
    return send(socket, &message, sizeof message, 0) == sizeof message;
}

int main(int count, char **arguments) {
    if (count != 3 && count != 4) {
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (fork() == 0) {
        char *child[] = {"./watchdog", NULL};
        puts("in child");
        execvp(child[0], child);
        perror("execvp");
        _exit(127);
    }
    sleep(3);
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(3000)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection, (struct sockaddr *)&server, sizeof server) != 0) {
        perror("connect");
        return 3;
    }
    puts("connected to server");
    if (!sent(connection, 300)) {
        return 3;
    }
    puts("Sent start to watchdog");
    for (int resets = atoi(arguments[2]); resets > 0; resets--) {
        usleep(200 * 1000);
        if (!sent(connection, 256)) {
            return 4;
        }
        puts("watchdog, make the timer zero!!");
    }
    while (count == 4 && sent(connection, atoi(arguments[3]))) {
        usleep(200 * 1000);
    }
    while (1) {
        pause();
    }
}
