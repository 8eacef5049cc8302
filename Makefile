# The front door: two commands do all the set-up on a fresh Debian 12 machine. Quiet unless something fails.
#   make demo   install what is missing, build, read the pages of examples/
#   make test   install what is missing, build, run every test
# Behind it: cmake --preset release (see CMakePresets.json).
.PHONY: demo test build deps bench format lint install clean

QUIET = @tools/quietly.sh

demo: build
	@build/readout demo examples

test: build
	@ctest --test-dir build --output-on-failure --no-tests=error -j2 --quiet -O build/ctest.log || { cat build/ctest.log; exit 1; }
	@tail -n 12 build/ctest.log

build: deps
	$(QUIET) cmake --preset release
	$(QUIET) cmake --build build

deps:
	@tools/install_packages.sh

bench: build
	@build/readout_bench

format:
	@git ls-files '*.cc' '*.h' | xargs clang-format -i

lint: build
	@git ls-files 'src/*.cc' | xargs -n 1 -P 2 clang-tidy -p build --quiet

install: build
	$(QUIET) cmake --install build

clean:
	@rm -rf build build-dev build-asan build-tsan build-fuzz
