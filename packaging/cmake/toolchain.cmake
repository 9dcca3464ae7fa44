# Compiler, warnings, sanitizers, and the libraries that all rooms draw from.
option(ISOBAR_TESTS "Build the tests and benchmarks" ON)
option(ISOBAR_WERROR "Treat warnings as errors (our own CI only: newer compilers warn about more)" OFF)
set(ISOBAR_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
# moc 6.4 stumbles over libstdc++'s <concepts>; with its include guard defined it skips the file, which holds nothing for moc.
set(CMAKE_AUTOMOC_MOC_OPTIONS "-D_GLIBCXX_CONCEPTS")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(ISOBAR_CCACHE ccache)
if(ISOBAR_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths relative to the checkout, so that several build folders share one cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime" ${ISOBAR_CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network WebSockets HttpServer Gui Widgets Charts Svg Concurrent Sql LinguistTools)
find_package(Qt6 6.4 QUIET OPTIONAL_COMPONENTS DBus)
find_package(Qt6 6.4 QUIET OPTIONAL_COMPONENTS Multimedia) # sounds
find_package(Qt6Keychain QUIET) # secrets of webhooks
if(ISOBAR_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)

add_library(isobar_warnings INTERFACE)
target_compile_options(isobar_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  $<$<BOOL:${ISOBAR_WERROR}>:-Werror>
  # g++ 12 sees overflows in its own std::string where there are none (GCC bugs 105329, 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds> $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread> $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>)
target_compile_definitions(isobar_warnings INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_FOREACH QT_NO_KEYWORDS)
if(ISOBAR_SANITIZE)
  add_compile_options(-fsanitize=${ISOBAR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${ISOBAR_SANITIZE})
endif()
