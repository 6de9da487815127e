// redwellctl run as people run it: its exit code, what it said on either side, JSON read back.
#pragma once

#include "base/files.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace redwell::journeys {

namespace fs = std::filesystem;
using Json = nlohmann::json;

inline fs::path shared() { return fs::path(REDWELL_SOURCE_DIR).parent_path() / "shared"; }

inline std::string contentOf(const fs::path& file) {
    const auto content = readFile(file);
    return content ? *content : std::string();
}

struct Ran {
    int code = -1;
    std::string out, err;
    // The one value, or the values one a line; a discarded one where it is no JSON.
    Json json() const { return Json::parse(out, nullptr, false); }
    std::vector<Json> lines() const {
        std::vector<Json> all;
        for (std::size_t at = 0; at < out.size();) {
            const auto end = std::min(out.find('\n', at), out.size());
            all.push_back(Json::parse(out.substr(at, end - at), nullptr, false));
            at = end + 1;
        }
        return all;
    }
};

inline std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

class Journey : public testing::Test {
protected:
    fs::path folder() const { return m_folder.path(); }
    std::string matter() const { return (folder() / "Matter.redwell").string(); }

    // A line for the shell.
    Ran shell(const std::string& line) {
        const auto out = folder() / "out.txt", err = folder() / "err.txt";
        const int status = std::system(
            ("( " + line + " ) >" + quoted(out.string()) + " 2>" + quoted(err.string()) + " </dev/null").c_str());
        Ran ran;
        ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        ran.out = contentOf(out);
        ran.err = contentOf(err);
        return ran;
    }
    static std::string line(const std::vector<std::string>& arguments) {
        std::string text = quoted(REDWELL_BIN_DIR "/redwellctl");
        for (const auto& argument : arguments) text += " " + quoted(argument);
        return text;
    }
    Ran ctl(const std::vector<std::string>& arguments) { return shell(line(arguments)); }
    // What must work; says why it did not.
    Ran done(const std::vector<std::string>& arguments) {
        auto ran = ctl(arguments);
        EXPECT_EQ(ran.code, 0) << line(arguments) << "\n" << ran.out << ran.err;
        return ran;
    }
    void newCase() { done({"new", matter(), "--time-zone", "America/New_York"}); }
    fs::path put(const std::string& name, const std::string& content) {
        const auto file = folder() / name;
        fs::create_directories(file.parent_path());
        EXPECT_TRUE(writeFile(file, content));
        return file;
    }
    // Every file below a folder with its bytes.
    static std::vector<std::pair<std::string, std::string>> bytesOf(const fs::path& where) {
        std::vector<std::pair<std::string, std::string>> all;
        for (const auto& entry : fs::recursive_directory_iterator(where))
            if (entry.is_regular_file())
                all.emplace_back(fs::relative(entry.path(), where).string(), contentOf(entry.path()));
        std::ranges::sort(all);
        return all;
    }
    static int linesIn(const std::string& text) { return static_cast<int>(std::ranges::count(text, '\n')); }

    support::TemporaryFolder m_folder;
};

}  // namespace redwell::journeys
