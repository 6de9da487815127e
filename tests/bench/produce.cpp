// bench_produce CASE SPEC OUT [--verify]: one production, with or without its read-back; prints seconds. Without the
// read-back the volume is never sealed, which is why no program offers it.
#include "production/produce.h"
#include "base/files.h"
#include "casefile/case.h"

#include <chrono>
#include <cstdio>
#include <string_view>

using namespace redwell;

namespace {

Result<double> measure(const char* folder, const char* specification, const char* out, bool verify) {
    REDWELL_TRY(const auto opened, casefile::Case::open(folder));
    REDWELL_TRY(const auto json, readFile(specification));
    REDWELL_TRY(const auto wanted, production::Specification::fromJson(json));
    REDWELL_TRY(const auto pool, processing::WorkerPool::start(2));
    NoProgress silent;
    const auto begin = std::chrono::steady_clock::now();
    REDWELL_TRY(const auto report, production::produce(*opened, *pool, wanted, {out, "bench", verify}, silent, {}));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::fprintf(stderr, "%d pages\n", report.pages);
    return took.count();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: bench_produce CASE SPEC OUT [--verify]\n");
        return 2;
    }
    const auto seconds = measure(argv[1], argv[2], argv[3], argc > 4 && std::string_view(argv[4]) == "--verify");
    if (!seconds) {
        std::fprintf(stderr, "%s\n", seconds.error().message().c_str());
        return 1;
    }
    std::printf("%.3f\n", *seconds);
    return 0;
}
