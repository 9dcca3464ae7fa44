# Precompiled headers that many targets share. They hold nothing that depends on a target's own macros.
function(isobar_shared_pch name header)
  add_library(${name} OBJECT "${CMAKE_SOURCE_DIR}/packaging/cmake/pch.cpp")
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARGN} isobar_warnings)
  target_precompile_headers(${name} PRIVATE "${CMAKE_SOURCE_DIR}/packaging/cmake/${header}")
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
endfunction()
isobar_shared_pch(isobar_pch_std pch_std.h Qt6::Core)
if(ISOBAR_TESTS)
  isobar_shared_pch(isobar_pch_test pch_test.h Qt6::Core)
endif()

# A room is a folder with one static library; its LINKS are its arrows (ARCHITECTURE.md), its QT modules what it may touch of Qt.
#
#   isobar_room(SOURCES a.cpp b.h  LINKS core_market core_base  QT Network WebSockets  LIBS Boost::json  PCH <header>)
#
# The target is named after the folder: core/market -> core_market.
function(isobar_room)
  cmake_parse_arguments(ARG "" "PCH" "SOURCES;LINKS;QT;LIBS" ${ARGN})
  file(RELATIVE_PATH path "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REPLACE "/" "_" target "${path}")
  add_library(${target} STATIC ${ARG_SOURCES})
  target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}")
  list(TRANSFORM ARG_QT PREPEND Qt6::)
  target_link_libraries(${target} PUBLIC ${ARG_LINKS} Qt6::Core ${ARG_QT} ${ARG_LIBS} PRIVATE isobar_warnings)
  if(ARG_PCH)
    target_precompile_headers(${target} PRIVATE "${ARG_PCH}")
  else()
    target_precompile_headers(${target} REUSE_FROM isobar_pch_std)
  endif()
endfunction()

# isobar_test(tst_bybit core_venues ...): one QtTest binary from tst_bybit.cpp, linked to the rooms it tests.
function(isobar_test name)
  add_executable(${name} ${name}.cpp)
  target_link_libraries(${name} PRIVATE ${ARGN} Qt6::Test isobar_warnings)
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_definitions(${name} PRIVATE
    ISOBAR_SOURCE_DIR="${CMAKE_SOURCE_DIR}" ISOBAR_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  target_precompile_headers(${name} REUSE_FROM isobar_pch_test)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 240 ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FORCE_STDERR_LOGGING=1")
endfunction()

# isobar_bench(bench_decode core_venues ...): built with the tests, never run by ctest.
function(isobar_bench name)
  add_executable(${name} ${name}.cpp)
  target_link_libraries(${name} PRIVATE ${ARGN} isobar_warnings)
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_definitions(${name} PRIVATE ISOBAR_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
endfunction()
