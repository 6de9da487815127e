// Lines of a printed text that the paper broke become one again; those that the writer broke stay.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

// Letters are 5 wide and spaces 3; the column of the texts ends some 60 letters from its left edge.
class PrintedChat {
public:
    PrintedChat& says(const std::vector<std::string>& lines) {
        m_page.line((m_count % 2 ? "Ben Okoro [10/24/2023 2:0" : "Ada Quill [10/24/2023 2:0") +
                    std::to_string(m_count) + " PM]");
        ++m_count;
        for (const auto& line : lines) m_page.line(line);
        m_page.space();
        return *this;
    }
    std::vector<std::string> bodies() const {
        std::vector<std::string> all;
        for (const auto& m : extractMessages({m_page.done()}).messages) all.push_back(m.body);
        return all;
    }

private:
    PageDrawing m_page;
    int m_count = 0;
};

TEST(BodyLines, ThatReachTheEdgeOfTheColumnGoOn) {
    const auto got =
        PrintedChat()
            .says({"The one on the corner is open very late and takes cards,",
                   "no questions asked, so I would go there first and then", "come back here."})
            .says({"Is it the one with the green door beside the bakery or", "the other one further down?"})
            .says({"Both of them are fine with me, I have been to each once.", "Ben knows the owner."})
            .says({"Then we take the first one and meet there at seven, but", "ring me before."})
            .bodies();
    ASSERT_EQ(got.size(), 4u);
    EXPECT_EQ(got[0],
              "The one on the corner is open very late and takes cards, no questions asked, so I would go there first "
              "and then come back here.");
    EXPECT_EQ(got[1], "Is it the one with the green door beside the bakery or the other one further down?");
    EXPECT_EQ(got[2], "Both of them are fine with me, I have been to each once. Ben knows the owner.");
}

TEST(BodyLines, ThatTheWriterEndedStay) {
    const auto got = PrintedChat()
                         .says({"Numbers:", "- the first lot of the things that we bought last week",
                                "- and the second lot", "2. done"})
                         .says({"ok", "and one more", "now"})
                         .says({"while (stock.next(item, theOther, andMore)) {", "count(it);", "}"})
                         .says({"A line as long as all the others here, and then it is on", "the next one."})
                         .bodies();
    ASSERT_EQ(got.size(), 4u);
    EXPECT_EQ(got[0],
              "Numbers:\n- the first lot of the things that we bought last week\n- and the second lot\n2. done");
    EXPECT_EQ(got[1], "ok\nand one more\nnow");
    EXPECT_EQ(got[2], "while (stock.next(item, theOther, andMore)) {\ncount(it);\n}");
    EXPECT_EQ(got[3], "A line as long as all the others here, and then it is on the next one.");
}

TEST(BodyLines, OfTwoParagraphsKeepTheEmptyLine) {
    PageDrawing page;
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 2:03 PM");
    page.line("To: Ben <ben@lab.example>").line("Subject: Terms").space();
    page.line("The first paragraph goes on to the very end of its row and").line("then a little further in the next.");
    page.space().line("the second begins small, though it is one of its own.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body,
              "The first paragraph goes on to the very end of its row and then a little further in the next.\n\n"
              "the second begins small, though it is one of its own.");
}

TEST(BodyLines, DividedAtAHyphenAreJoinedWithoutASpace) {
    const auto got =
        PrintedChat()
            .says({"I think that we should look at the numbers in real-", "time before we go on with this."})
            .says({"Yes, that is what I had thought of it as well, you know,", "so go on."})
            .says({"Good."})
            .bodies();
    ASSERT_EQ(got.size(), 3u);
    EXPECT_EQ(got[0], "I think that we should look at the numbers in real-time before we go on with this.");
}

}  // namespace
}  // namespace redwell::messages
