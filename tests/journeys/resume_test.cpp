// Killed in the middle, an ingest goes on where it stopped: nothing is lost and nothing is there twice.
#include "program.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <set>
#include <thread>

namespace redwell::journeys {
namespace {

using namespace std::chrono_literals;

class Resume : public Journey {
protected:
    // Starts redwellctl in a process group of its own and kills the whole group once enough is done.
    void killWhile(const std::vector<std::string>& arguments, std::int64_t enough) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::setpgid(0, 0);
            const int nowhere = ::open("/dev/null", O_RDWR);
            ::dup2(nowhere, 0), ::dup2(nowhere, 1), ::dup2(nowhere, 2);
            std::vector<std::string> all = arguments;
            all.insert(all.begin(), REDWELL_BIN_DIR "/redwellctl");
            std::vector<char*> raw;
            for (auto& argument : all) raw.push_back(argument.data());
            raw.push_back(nullptr);
            ::execv(raw[0], raw.data());
            ::_exit(127);
        }
        ::setpgid(child, child);
        const auto end = std::chrono::steady_clock::now() + 120s;
        while (std::chrono::steady_clock::now() < end) {
            if (reviewable() >= enough) break;
            int status = 0;
            if (::waitpid(child, &status, WNOHANG) == child) FAIL() << "it ended before it was killed";
            std::this_thread::sleep_for(20ms);
        }
        ::kill(-child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
    }
    std::int64_t reviewable() {
        const auto counted = shell("sqlite3 -readonly " + quoted(matter() + "/case.db") +
                                   " \"SELECT count(*) FROM documents WHERE state = 'reviewable'\"");
        return counted.code == 0 && !counted.out.empty() ? std::strtoll(counted.out.c_str(), nullptr, 10) : 0;
    }
};

TEST_F(Resume, AKilledIngestGoesOnWithNothingTwiceAndNothingLost) {
    newCase();
    constexpr int kFiles = 300;
    for (int i = 0; i < kFiles; ++i)
        put("evidence/note " + std::to_string(i) + ".txt",
            "Note number " + std::to_string(i) + " about the licence.\n");
    put("evidence/z broken.pdf", "%PDF-1.4\nnothing else\n");
    put("evidence/z twin of note 7.txt", "Note number 7 about the licence.\n");
    for (const std::int64_t enough : {10, 60}) {
        std::vector<std::string> arguments = {"ingest", matter()};
        if (enough == 10) arguments.push_back((folder() / "evidence").string());
        killWhile(arguments, enough);
        if (HasFatalFailure()) return;
        const auto between = done({"status", matter(), "--json"}).json();
        EXPECT_GE(between.at("reviewable"), enough);
        EXPECT_LT(between.at("reviewable"), kFiles);
        EXPECT_GT(between.at("jobs"), 0);
    }
    const auto last = ctl({"ingest", matter(), "--json"});
    EXPECT_EQ(last.code, 3) << last.err;
    const auto status = done({"status", matter(), "--json"}).json();
    EXPECT_EQ(status.at("documents"), kFiles + 2);
    EXPECT_EQ(status.at("reviewable"), kFiles);
    EXPECT_EQ(status.at("exceptions"), 1);
    EXPECT_EQ(status.at("duplicates"), 1);
    EXPECT_EQ(status.at("queued"), 0);
    EXPECT_EQ(status.at("jobs"), 0);
    std::set<std::string> names;
    for (const auto& d : done({"documents", matter(), "--json", "--limit", "1000"}).lines())
        EXPECT_TRUE(names.insert(d.at("file_name").get<std::string>()).second) << d;
    EXPECT_EQ(names.size(), static_cast<std::size_t>(kFiles + 2));
    EXPECT_EQ(done({"search", matter(), "\"number 299\"", "--json"}).lines().size(), 1u);
    done({"audit", matter(), "--verify"});
    EXPECT_EQ(
        shell("sqlite3 " + quoted(matter() + "/case.db") + " 'PRAGMA integrity_check; PRAGMA foreign_key_check'").out,
        "ok\n");
}

}  // namespace
}  // namespace redwell::journeys
