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

class Drawn {
public:
    Drawn& field(const std::string& label, const std::string& value = "") {
        m_page.at(54, m_y, label);
        if (!value.empty()) m_page.at(150, m_y, value);
        m_y += 12;
        return *this;
    }
    Drawn& line(double x, const std::string& text) {
        m_page.at(x, m_y, text);
        m_y += 12;
        return *this;
    }
    Drawn& space(double points = 12) {
        m_y += points;
        return *this;
    }
    Drawn& record(const std::string& sender, int minute, const std::string& text) {
        field("Sender", sender).field("Date/Time", "3/4/2024 9:" + std::to_string(minute) + ":22 AM");
        return field("Message", text);
    }
    Extraction read() const { return extractMessages({m_page.done()}); }

private:
    PageDrawing m_page;
    double m_y = 60;
};

TEST(Records, KeepTheLinesOfATextThatStandAtNeitherEdge) {
    Drawn page;
    page.record("Ada Quill", 11, "Please bring:").line(165, "- the signed form").line(165, "- the filter");
    page.line(150, "and call me before you come.").space();
    page.record("Ben Okoro", 12, "the driver left the box on the dock and nobody has signed, so please come and");
    page.line(54, "sign it before he is back, or we shall have to pay for another delivery.").space();
    page.record("Ada Quill", 13, "Thanks.").space().record("Ben Okoro", 14, "Done now.").space();
    const auto got = page.read();
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[0].body, "Please bring:\n- the signed form\n- the filter\nand call me before you come.");
    EXPECT_NE(got.messages[1].body.find("sign it before he is back"), std::string::npos);
    EXPECT_EQ(got.messages[2].body, "Thanks.");
}

TEST(Records, MayHaveTheirTextBeneathItsLabel) {
    Drawn page;
    const std::string text = "The filter came and we put it on the dock near the gate, number ";
    for (int i = 1; i <= 4; ++i)
        page.field("From:", kWriters[i % 2])
            .field("To:", "Cara Lind")
            .field("Date:", "March 4, 2024 9:1" + std::to_string(i) + " AM")
            .field("Message:")
            .line(54, text + std::to_string(i))
            .space();
    const auto got = page.read();
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[0].body, text + "1");
    EXPECT_EQ(got.messages[3].body, text + "4");
}

TEST(Records, BeginAtTheWhiteAboveAFieldThatNotAllHave) {
    Drawn page;
    const char* const subjects[] = {"", "Filter", "Pump", "", "Dock", "", ""};
    for (int i = 0; i < 7; ++i) {
        if (*subjects[i]) page.field("Subject", subjects[i]);
        page.record(kWriters[i % 2], 10 + i, "Text of message " + std::to_string(i)).space();
    }
    const auto got = page.read();
    ASSERT_EQ(got.messages.size(), 7u);
    for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_EQ(got.messages[i].subject, subjects[i]);
        EXPECT_EQ(got.messages[i].body, "Text of message " + std::to_string(i));
    }
}

TEST(Records, AreNoneWhereMailsQuoteAForm) {
    Drawn page;
    const char* const askers[] = {"Cara Lind", "Dov Lund", "Eva Mohr"};
    for (const auto* asker : askers)
        page.field("From:", "Web Form <web@lab.example>")
            .field("Date:", "Monday, March 4, 2024 9:15 AM")
            .field("To:", "Ada Quill <ada@lab.example>")
            .field("Subject:", "New request")
            .space()
            .field("Name:", asker)
            .field("Message:", "Do you sell filters?")
            .space();
    const auto got = page.read();
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[1].body, "Name: Dov Lund\nMessage: Do you sell filters?");
}

}  // namespace
}  // namespace redwell::messages
