// How long work tells how far it is. Core work knows no thread: it takes a Progress and a std::stop_token.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string_view>

namespace redwell {

class Progress {
public:
    virtual ~Progress() = default;
    // done and known are in the caller's unit (pages, files); known may grow while work goes on.
    virtual void report(std::int64_t done, std::int64_t known, std::string_view line) = 0;
};

class NoProgress final : public Progress {
public:
    void report(std::int64_t, std::int64_t, std::string_view) override {}
};

}  // namespace redwell
