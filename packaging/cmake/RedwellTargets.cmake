# How every Redwell target is built: one interface target for options, one function a kind of target.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# -O2: -O3 takes up to half as long again to compile. What waits for people, or is a test, is built by
# redwell_build_quickly.
string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
function(redwell_build_quickly target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# ccache keeps what is compiled with precompiled headers only when told that their defines and times do not matter.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime" "${CCACHE}")
endif()

add_library(redwell_options INTERFACE)
target_compile_options(redwell_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Werror
  -Wno-restrict  # false alarms of GCC 12 on string concatenation
  -fvisibility=hidden -fvisibility-inlines-hidden -fstack-protector-strong)
# Threads and large files are named by the flags of some libraries: named for all, so that all share precompiled headers.
target_compile_options(redwell_options INTERFACE -pthread)
target_compile_definitions(redwell_options INTERFACE REDWELL_VERSION="${PROJECT_VERSION}" _LARGEFILE64_SOURCE)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(redwell_options INTERFACE _FORTIFY_SOURCE=2)
endif()
if(REDWELL_SANITIZE)
  target_compile_options(redwell_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(redwell_options INTERFACE -fsanitize=address,undefined)
endif()

# redwell_precompile(TARGET KIND): the headers of libraries that most sources of a kind read anyway, compiled once by the
# first target of the kind; sources name what they need all the same. Two thirds of a compilation were spent on them.
set(redwell_standard_headers <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <cstdio> <cstring> <filesystem>
  <functional> <map> <memory> <mutex> <optional> <set> <span> <stop_token> <string> <string_view> <tuple> <unordered_map>
  <utility> <variant> <vector>)
set(redwell_headers_of_core ${redwell_standard_headers} <nlohmann/json.hpp>)
set(redwell_headers_of_ctl ${redwell_headers_of_core} <CLI/CLI.hpp>)
set(redwell_headers_of_tests ${redwell_headers_of_core} <gmock/gmock.h> <gtest/gtest.h> <fstream>)
set(redwell_headers_of_window ${redwell_standard_headers} <QtCore> <QtGui> <QtWidgets>)
set(redwell_headers_of_window_tests ${redwell_headers_of_window} <QtTest> <gtest/gtest.h>)
function(redwell_precompile target kind)
  get_property(first GLOBAL PROPERTY redwell_precompiled_${kind})
  if(first AND NOT kind STREQUAL "window_tests")  # Qt6::Test defines the folder of each test, so that none can be shared
    target_precompile_headers(${target} REUSE_FROM ${first})
  else()
    target_precompile_headers(${target} PRIVATE ${redwell_headers_of_${kind}})
    set_property(GLOBAL PROPERTY redwell_precompiled_${kind} ${target})
  endif()
endfunction()

# redwell_unite(TARGET APART file...): sources are compiled six at a time, which halves a clean build. Those that stand
# apart use names inside that others use too: a "redefinition" in a united file is mended by naming one of the two.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  option(REDWELL_UNITE "Compile several sources at a time" ON)
endif()
function(redwell_unite target)
  cmake_parse_arguments(ARG "" "" "APART" ${ARGN})
  if(REDWELL_UNITE)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)  # takes a united file for a header
    set_source_files_properties(${ARG_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()

# redwell_library(NAME USES folder... LIBS target... APART file...): a static library of the .cpp files beside the caller.
# USES names the folders above it in the design's table; nothing else is reachable by the linker.
function(redwell_library name)
  cmake_parse_arguments(ARG "" "" "USES;LIBS;PRIVATE_LIBS;APART" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)  # a folder of headers only
    add_library(redwell_${name} INTERFACE)
    return()
  endif()
  add_library(redwell_${name} STATIC ${sources})
  target_include_directories(redwell_${name} PUBLIC "${PROJECT_SOURCE_DIR}/core")
  list(TRANSFORM ARG_USES PREPEND redwell_)
  target_link_libraries(redwell_${name} PUBLIC ${ARG_USES} ${ARG_LIBS} PRIVATE redwell_options ${ARG_PRIVATE_LIBS})
  redwell_precompile(redwell_${name} core)
  redwell_unite(redwell_${name} APART ${ARG_APART})
endfunction()

# redwell_tests(NAME USES folder...): one GoogleTest program of the .cpp files beside the caller.
function(redwell_tests name)
  cmake_parse_arguments(ARG "" "" "USES;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  list(TRANSFORM ARG_USES PREPEND redwell_)
  target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(test_${name} PRIVATE ${ARG_USES} ${ARG_LIBS} redwell_options GTest::gmock GTest::gtest_main)
  target_compile_definitions(test_${name} PRIVATE
    REDWELL_SOURCE_DIR="${PROJECT_SOURCE_DIR}" REDWELL_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  redwell_build_quickly(test_${name})
  target_compile_options(test_${name} PRIVATE -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)  # false alarms of GCC 12
  redwell_precompile(test_${name} tests)
  include(GoogleTest)
  gtest_discover_tests(test_${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600)
endfunction()
