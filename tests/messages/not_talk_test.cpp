// Lists and logs that look like talk and are none.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kNames[] = {"Ada Quill", "Ben Okoro", "Cara Lind"};
const char* const kTasks[] = {"Reviewed the lease", "Revised the tender and sent it to counsel",
                              "Prepared for the hearing", "Attention to letters"};

std::string twoDigits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

TEST(NoTalk, IsASheetOfHours) {
    PageDrawing page;
    for (int day = 1; day < 5; ++day) {
        page.line("March " + std::to_string(day) + ", 2022");
        for (int i = 0; i < 4; ++i)
            page.line(twoDigits(9 + i) + (i % 2 ? ":30  " : ":45  ") + kNames[(day + i) % 3] + "  " + kTasks[i]);
        page.space();
    }
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(NoTalk, IsAScheduleWithWhoSpeaks) {
    PageDrawing page;
    page.line("Saturday 12 February 2022");
    for (int i = 0; i < 8; ++i)
        page.line(twoDigits(9 + i) + ":00 - " + twoDigits(9 + i) + ":45 " + kNames[i % 3] + ": " + kTasks[i % 4]);
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(NoTalk, IsNoneOfTheTextsWhoseTimesHappenToBeRound) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i)
        page.line("10/24/2023 " + twoDigits(9 + i) + ":30 " + kNames[i % 3] + ": Text " + std::to_string(i));
    EXPECT_EQ(extractMessages({page.done()}).messages.size(), 9u);
}

TEST(NoTalk, IsALogOfMachines) {
    PageDrawing page;
    const char* const levels[] = {"INFO scheduler", "ERROR gateway", "WARN backup"};
    for (int i = 0; i < 12; ++i)
        page.line("2022-03-14 21:1" + std::to_string(i % 10) + ":0" + std::to_string(i % 7) + " " + levels[i % 3] +
                  ": connection lost, retrying");
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(NoTalk, IsAListWhoseLabelsNameNoText) {
    for (const bool isCalls : {true, false}) {
        PageDrawing page;
        page.at(60, 60, isCalls ? "Type" : "Timestamp")
            .at(180, 60, isCalls ? "Party" : "User")
            .at(300, 60, isCalls ? "Time" : "Action");
        if (isCalls) page.at(450, 60, "Duration");
        for (int i = 0; i < 9; ++i) {
            const double y = 80 + 16 * i;
            const std::string time = "03/14/2022 09:1" + std::to_string(i) + ":22";
            if (isCalls)
                page.at(60, y, i % 2 ? "Incoming" : "Missed")
                    .at(180, y, kNames[i % 3])
                    .at(300, y, time)
                    .at(450, y, "00:0" + std::to_string(i) + ":12");
            else
                page.at(60, y, time).at(180, y, kNames[i % 3]).at(300, y, "Changed the password of the vault");
        }
        EXPECT_TRUE(extractMessages({page.done()}).messages.empty()) << isCalls;
    }
}

TEST(NoTalk, IsAStatementOfWhichAFewLinesLookLikeHeads) {
    PageDrawing page;
    for (int i = 0; i < 30; ++i) {
        const std::string time = "05/" + twoDigits(1 + i % 28) + "/2022 0" + std::to_string(i % 9) + ":17";
        page.line(time + (i % 3 ? " Card purchase at the mill no. " + std::to_string(i) + " paid" : " Transfer"));
    }
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

const char* const kDone[] = {"Reviewed the lease", "Filed the motion", "Call with counsel", "Keys handed over"};

// A row of labels and rows beneath it.
PageDrawing listOf(const std::vector<std::string>& labels, const std::vector<std::vector<std::string>>& rows) {
    PageDrawing page;
    const double step = 480.0 / static_cast<double>(labels.size());
    for (std::size_t c = 0; c < labels.size(); ++c) page.at(60 + step * static_cast<double>(c), 60, labels[c], 9);
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < labels.size(); ++c)
            page.at(60 + step * static_cast<double>(c), 80 + 16 * static_cast<double>(r), rows[r][c], 9);
    return page;
}

std::size_t readIn(const PageDrawing& page) { return extractMessages({page.done()}).messages.size(); }

TEST(NoTalk, IsAListWithAColumnThatMayTellUnlessSomebodySpeaksInIt) {
    const char* const seen[] = {"Clause 4.2 changed", "Version 12", "with Ben Okoro"};
    for (const bool isSpoken : {false, true}) {
        std::vector<std::vector<std::string>> audit, sheet;
        for (int i = 0; i < 10; ++i) {
            const std::string time = "03/22/2024 09:" + twoDigits(11 + 3 * i);
            audit.push_back({time, kNames[i % 3], i % 2 ? "Viewed" : "Edited",
                             i == 4 && isSpoken ? "did you see it?" : seen[i % 3]});
            sheet.push_back(
                {time, kNames[i % 3], i == 4 && isSpoken ? "I called them" : kDone[i % 4], "0." + std::to_string(i)});
        }
        EXPECT_EQ(readIn(listOf({"Date and time", "User", "Action", "Details"}, audit)), isSpoken ? 10u : 0u);
        EXPECT_EQ(readIn(listOf({"Date and time", "Timekeeper", "Description", "Hours"}, sheet)), isSpoken ? 10u : 0u);
    }
}

TEST(NoTalk, IsNoListWithFewRowsOfWhatMayBeSaid) {
    std::vector<std::vector<std::string>> rows, typed, handles;
    for (int i = 0; i < 5; ++i) {
        const std::string time = "03/22/2024 09:" + twoDigits(11 + 3 * i);
        rows.push_back({time, kNames[i % 3], kDone[i % 4], "Sent"});
        typed.push_back({time, kNames[i % 3], kDone[i % 4]});
        handles.push_back({time, i % 2 ? "aquill" : "bokoro", kDone[i % 4], "h1"});
    }
    EXPECT_EQ(readIn(listOf({"Date and time", "From", "Details", "Action"}, rows)), 5u);
    EXPECT_EQ(readIn(listOf({"Date/Time", "Typed by", "Details"}, typed)), 5u);
    for (int i = 0; i < 5; ++i) handles.push_back(handles[i]);
    EXPECT_EQ(readIn(listOf({"Date and time", "Sender", "Details", "Server"}, handles)), 10u);
}

TEST(NoTalk, IsAListOfWhoDidWhat) {
    std::vector<std::vector<std::string>> photos, doors, comments;
    for (int i = 0; i < 10; ++i) {
        const std::string time = "03/22/2024 09:" + twoDigits(11 + 3 * i);
        photos.push_back({time, kNames[i % 3], i % 2 ? "North gate" : "Pallet 14, left side"});
        doors.push_back({time, kNames[i % 3], "Gate 2", i % 2 ? "Granted" : "Denied"});
        comments.push_back({time, kNames[i % 3], kDone[i % 4]});
    }
    EXPECT_EQ(readIn(listOf({"Date/Time", "Taken by", "Description"}, photos)), 0u);
    EXPECT_EQ(readIn(listOf({"Date and time", "Employee", "Reader", "Result"}, doors)), 0u);
    EXPECT_EQ(readIn(listOf({"Date/Time", "Posted by", "Description"}, comments)), 10u);
}

TEST(NoTalk, IsAMachinesLogUnderLabels) {
    std::vector<std::vector<std::string>> log, talk;
    const char* const parts[] = {"gateway", "db-primary", "auth"};
    for (int i = 0; i < 10; ++i) {
        const std::string time = "2024-03-22 09:" + twoDigits(11 + 3 * i) + ":07";
        log.push_back({time, parts[i % 3], "connection reset by peer"});
        talk.push_back({time, kNames[i % 3], "connection reset by peer"});
    }
    EXPECT_EQ(readIn(listOf({"Time", "Source", "Details"}, log)), 0u);
    EXPECT_EQ(readIn(listOf({"Time", "Source", "Details"}, talk)), 10u);  // people, whatever the label
}

TEST(NoTalk, IsAnAgendaOfRoundTimes) {
    PageDrawing agenda, talk;
    agenda.line("Friday, March 22, 2024").space();
    talk.line("Friday, March 22, 2024").space();
    for (int i = 0; i < 10; ++i) {
        agenda.line(twoDigits(9 + i / 2) + (i % 2 ? ":30 " : ":00 ") + kNames[i % 3] + ": " + kDone[i % 4]);
        talk.line(twoDigits(9 + i / 2) + (i % 2 ? ":30 " : ":00 ") + kNames[i % 3] + ": " +
                  (i == 7 ? "did they call?" : kDone[i % 4]));
    }
    EXPECT_EQ(readIn(agenda), 0u);
    EXPECT_EQ(readIn(talk), 10u);
}

TEST(NoTalk, IsABookInWhichNothingPartsWhoFromWhat) {
    PageDrawing book, talk;
    book.line("Friday, March 22, 2024").space();
    talk.line("Friday, March 22, 2024").space();
    for (int i = 0; i < 10; ++i) {
        const std::string time = twoDigits(7 + i) + ":" + twoDigits(3 + 5 * i) + " ";
        book.line(time + kNames[i % 3] + " " + kDone[i % 4]);
        talk.line(time + kNames[i % 3] + ": " + kDone[i % 4]);
    }
    EXPECT_EQ(readIn(book), 0u);
    EXPECT_EQ(readIn(talk), 10u);
    PageDrawing terse;
    terse.line("Friday, March 22, 2024").space();
    for (int i = 0; i < 10; ++i)
        terse.line(twoDigits(7 + i) + ":" + twoDigits(3 + 5 * i) + " " + kNames[i % 3] + " " +
                   (i % 4 == 2 ? "Noted." : kDone[i % 4]));
    EXPECT_EQ(readIn(terse), 10u);
    const char* const german[] = {"Ich komme gleich", "Wir warten vor der Halle", "Danke dir",
                                  "Der Wagen steht am Tor"};
    PageDrawing other;
    other.line("Freitag, 22. M\u00e4rz 2024").space();
    for (int i = 0; i < 10; ++i)
        other.line(twoDigits(7 + i) + ":" + twoDigits(3 + 5 * i) + " " + kNames[i % 3] + " " + german[i % 4]);
    EXPECT_EQ(readIn(other), 10u);
}

}  // namespace
}  // namespace redwell::messages
