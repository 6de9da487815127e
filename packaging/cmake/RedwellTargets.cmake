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

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

add_library(redwell_options INTERFACE)
target_compile_options(redwell_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Werror
  -Wno-restrict  # false alarms of GCC 12 on string concatenation
  -fvisibility=hidden -fvisibility-inlines-hidden -fstack-protector-strong)
target_compile_definitions(redwell_options INTERFACE REDWELL_VERSION="${PROJECT_VERSION}")
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_definitions(redwell_options INTERFACE _FORTIFY_SOURCE=2)
endif()
if(REDWELL_SANITIZE)
  target_compile_options(redwell_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(redwell_options INTERFACE -fsanitize=address,undefined)
endif()

# redwell_library(NAME USES folder... LIBS target...): a static library of the .cpp files beside the caller.
# USES names the folders above it in the design's table; nothing else is reachable by the linker.
function(redwell_library name)
  cmake_parse_arguments(ARG "" "" "USES;LIBS;PRIVATE_LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)  # a folder of headers only
    add_library(redwell_${name} INTERFACE)
    return()
  endif()
  add_library(redwell_${name} STATIC ${sources})
  target_include_directories(redwell_${name} PUBLIC "${PROJECT_SOURCE_DIR}/core")
  list(TRANSFORM ARG_USES PREPEND redwell_)
  target_link_libraries(redwell_${name} PUBLIC ${ARG_USES} ${ARG_LIBS} PRIVATE redwell_options ${ARG_PRIVATE_LIBS})
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
  include(GoogleTest)
  gtest_discover_tests(test_${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600)
endfunction()
