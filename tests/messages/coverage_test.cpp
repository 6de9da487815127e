// Nothing of a document is lost: each word stands in a message, in running matter or in unassigned text, and no message
// covers another's words.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

bool covers(const std::vector<documents::Region>& regions, int page, const Box& word) {
    const double x = (word.x0 + word.x1) / 2, y = (word.y0 + word.y1) / 2;
    for (const auto& r : regions)
        if (r.page == page && x >= r.box.x0 && x <= r.box.x1 && y >= r.box.y0 && y <= r.box.y1) return true;
    return false;
}

void expectWhole(const std::vector<documents::Page>& pages) {
    const auto got = extractMessages(pages);
    EXPECT_FALSE(got.messages.empty());
    for (const auto& page : pages)
        for (const auto& word : page.words) {
            int owners = 0;
            for (const auto& message : got.messages) owners += covers(message.regions, page.number, word.box);
            const bool isElsewhere =
                covers(got.unassigned, page.number, word.box) || covers(got.running, page.number, word.box);
            EXPECT_TRUE(owners == 1 || (owners == 0 && isElsewhere))
                << word.text << " on page " << page.number << " at " << word.box.y0 << ": " << owners << " messages";
        }
}

TEST(Coverage, OfAChatWithDaysNoticesAndAFoot) {
    PageDrawing page;
    page.line("#planning").line("Exported by the workspace's owner").space(20);
    page.line("Monday, October 23, 2023", 260);
    page.line("Ada Quill 11:34 AM").line("First.").line("Ben Okoro 11:36 AM").line("Second.");
    page.line("** Cara Lind has joined **").line("Tuesday, October 24, 2023", 260);
    page.line("Ada Quill 1:04 PM").line("Third.").line("Ben Okoro 1:09 PM").line("Fourth.").space(90);
    page.line("End of the export").bottom("CONFIDENTIAL", "RW_0000012");
    expectWhole({page.done()});
}

TEST(Coverage, OfAMailWithAnswersBetweenQuotations) {
    PageDrawing page;
    page.line("Dana Whit").space();
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Thursday, October 26, 2023 6:05 AM");
    page.line("To: Ben Okoro <ben@lab.example>").line("Subject: Sources").space().line("See below.").space();
    page.line("On Wed, Oct 25, 2023 at 8:44 PM Ben Okoro <ben@lab.example> wrote:").line("> What may we use?");
    page.line("The first three.").line("> And when?").line("Now.").space();
    page.line("-----Original Message-----").line("From: Cara Lind <cara@lab.example>");
    page.line("Sent: Tuesday, October 24, 2023 6:05 AM").line("To: Ben Okoro <ben@lab.example>");
    page.line("Subject: Sources").space().line("A question.").bottom("CONFIDENTIAL", "RW_0000012");
    expectWhole({page.done()});
}

TEST(Coverage, OfATableThatRepeatsItsLabels) {
    std::vector<documents::Page> pages;
    for (int n = 1; n <= 2; ++n) {
        PageDrawing page(n);
        page.at(50, 60, "Extraction of the telephone", 12);
        page.at(50, 90, "Timestamp").at(170, 90, "From").at(280, 90, "Body");
        for (int i = 0; i < 5; ++i)
            page.at(50, 110 + 26 * i, "2023-10-2" + std::to_string(n) + " 14:0" + std::to_string(i))
                .at(170, 110 + 26 * i, i % 2 ? "Ben Okoro" : "Ada Quill")
                .at(280, 110 + 26 * i, "Said in this row and")
                .at(280, 122 + 26 * i, "a little more");
        pages.push_back(page.done());
    }
    expectWhole(pages);
}

TEST(Coverage, OfBubblesWithTimesBeneath) {
    PageDrawing page;
    page.at(250, 60, "Ada Quill", 12).at(240, 90, "October 24, 2023");
    for (int i = 0; i < 6; ++i)
        page.at(i % 2 ? 380 : 60, 120 + 50 * i, "A text of bubble " + std::to_string(i))
            .at(i % 2 ? 480 : 60, 134 + 50 * i, "2:0" + std::to_string(i) + " PM", 8);
    expectWhole({page.done()});
}

}  // namespace
}  // namespace redwell::messages
