// Messages as records beneath one another, with a column of labels.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kWriters[] = {"Ada Quill", "Ben Okoro"};

TEST(Records, AreReadByTheirLabelsInWhicheverOrderTheyStand) {
    for (const bool isTextFirst : {true, false}) {
        PageDrawing page;
        page.line("Artifact: Android Messages").space();
        double y = 90;
        const auto field = [&](const std::string& label, const std::string& value) {
            page.at(60, y, label).at(210, y, value);
            y += 12;
        };
        for (int i = 0; i < 6; ++i) {
            page.at(60, y, "Record " + std::to_string(i + 1));
            y += 14;
            const std::string text = "From: the minutes, number " + std::to_string(i);
            if (isTextFirst) field("Message", text);
            if (isTextFirst) field("", "goes on here");
            field("Sender", kWriters[i % 2]);
            field("Recipient(s)", kWriters[(i + 1) % 2]);
            field("Message Sent Date/Time", "03/14/2022 09:1" + std::to_string(i) + ":22 PM");
            if (!isTextFirst) field("Message", text);
            field("Message Status", "Read");
            y += 10;
        }
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 6u) << isTextFirst;
        EXPECT_EQ(got.messages[3].from, "Ben Okoro");
        EXPECT_EQ(got.messages[3].to, std::vector<std::string>{"Ada Quill"});
        EXPECT_EQ(got.messages[3].sent.text, "2022-03-14T21:13:22");
        EXPECT_EQ(got.messages[3].body.substr(0, 27), "From: the minutes, number 3");
        EXPECT_EQ(got.messages[3].body.find("goes on here") != std::string::npos, isTextFirst);
    }
}

TEST(Records, TellByTheirDirectionWhoseMessageItIs) {
    PageDrawing page;
    page.at(60, 40, "Report  |  Device owner: Cara Lind");
    double y = 70;
    for (int i = 0; i < 6; ++i) {
        const std::pair<std::string, std::string> fields[] = {{"Direction:", i % 2 ? "Outgoing" : "Incoming"},
                                                              {"Remote party:", "Ada Quill +15550100199"},
                                                              {"Time:", "2022-03-14 21:1" + std::to_string(i) + ":22"},
                                                              {"Text:", "Text of message " + std::to_string(i)}};
        for (const auto& [label, value] : fields) {
            page.at(60, y, label).at(170, y, value);
            y += 12;
        }
        y += 14;
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill +15550100199");
    EXPECT_EQ(got.messages[1].from, "Cara Lind");
    EXPECT_EQ(got.messages[1].body, "Text of message 1");
}

}  // namespace
}  // namespace redwell::messages
