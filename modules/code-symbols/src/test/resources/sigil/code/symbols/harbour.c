/* int decoy(void) { } */
#include <stdio.h>
#define BERTHS 12
#define MAX(a, b) \
    ((a) > (b) ? (a) : (b))
#if 0
int dead(void) { return 0; }
#define DEAD 1
#endif

typedef unsigned long metres;
typedef int (*callback)(void *context, int);
typedef struct pier { int length; char *name, flags[8]; } pier_t;

struct harbour;
extern int elsewhere;
int prototype(int a);

enum tide { LOW, HIGH = BERTHS, };

static struct harbour {
    struct pier *piers;
    union { int whole; char parts[4]; } bits;
    unsigned ready : 1, full : 1;
    int (*dock)(struct harbour *, int);
} main_harbour = { .piers = NULL }, *other;

static const char *names[] = { "int no(void) {", "}" };
int depth = 3, width;

static inline struct pier *
find_pier(const char *name, int (*compare)(int))
{
    int local = '{';
    struct hidden { int x; };
    return NULL;
}

int old_style(a, b)
    int a;
    char *b;
{
    return a;
}

#ifdef WIDE
int branched(long a) {
#else
int branched(int a) {
#endif
    return 0;
}

__attribute__((noreturn)) void stop(void) { for (;;) ; }

MODULE_LICENSE("GPL")
int main(int argc, char **argv) { return MAX(1, 2); }
