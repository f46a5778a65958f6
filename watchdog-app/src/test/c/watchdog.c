/*
 * A watchdog in C, by the protocol alone: it listens on 3000, and when no message has come for SECONDS it says so and sends
 * SIGINT to its parent. It prints each int it gets, and begins to listen DELAY seconds after its start.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef SECONDS
#define SECONDS 10
#endif
#ifndef DELAY
#define DELAY 0
#endif

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("Hello im watchdog");
    sleep(DELAY);
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(3000)};
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 1) != 0) {
        perror("bind");
        return 3;
    }
    puts("server is binding");
    int connection = accept(listener, NULL, NULL);
    struct pollfd waiting = {.fd = connection, .events = POLLIN};
    while (poll(&waiting, 1, SECONDS * 1000) > 0) {
        int message;
        if (recv(connection, &message, sizeof message, MSG_WAITALL) != sizeof message) {
            puts("the other end has closed");
            return 0;
        }
        printf("got %d\n", message);
    }
    puts("Problem in receiving");
    kill(getppid(), SIGINT);
    close(connection);
    close(listener);
    return 1;
}
