#include "formats/typesetting.h"

#include "formats/pdf_document.h"
#include "given.h"

#include <cmath>

namespace redwell::formats {
namespace {

TextBlock blockOf(std::string text, std::string label = {}) {
    TextBlock block;
    block.label = std::move(label);
    block.text = std::move(text);
    return block;
}

std::vector<std::string> textsOf(const std::vector<documents::Word>& words) {
    std::vector<std::string> texts;
    for (const auto& word : words) texts.push_back(word.text);
    return texts;
}

using Texts = std::vector<std::string>;

// Linear A, which no machine has a font for.
constexpr const char* kUnset = "\U00010600\U00010601";

TEST(Typesetting, WordsStandWhereThePdfHasThem) {
    const auto made = typeset({blockOf("Ada Quill <ada@quill.example>", "From:"),
                               blockOf("The crane, r\u00e9sum\u00e9 and   all:\n\n  indented, and a line that is long "
                                       "enough to be broken at the margin of the page, as lines of mails are.\tEnd")});
    ASSERT_TRUE(made);
    const auto pdf = PdfDocument::open(made->pdf, {});
    ASSERT_TRUE(pdf);
    const auto read = pdf->page(1);
    ASSERT_TRUE(read);
    const auto& set = made->words.at(0);
    EXPECT_EQ(textsOf(set), textsOf(read->page.words));
    ASSERT_EQ(set.size(), read->page.words.size());
    for (std::size_t i = 0; i < set.size(); ++i) {
        const Box theirs = read->page.words[i].box;
        EXPECT_LT(std::abs(set[i].box.x0 - theirs.x0), 0.6) << set[i].text;
        EXPECT_LT(std::abs(set[i].box.x1 - theirs.x1), 0.6) << set[i].text;
        EXPECT_LT(std::abs(set[i].box.y0 - theirs.y0), 2) << set[i].text;
        EXPECT_LT(std::abs(set[i].box.y1 - theirs.y1), 2) << set[i].text;
        EXPECT_EQ(set[i].endsLine, read->page.words[i].endsLine) << set[i].text;
    }
}

TEST(Typesetting, WordsWithoutAFontAreTheLettersThatWereSet) {
    const auto made = typeset({blockOf(std::string("Crane ") + kUnset + " end"), blockOf("\u93ae\u5b88\u5e9c")});
    ASSERT_TRUE(made);
    EXPECT_EQ(textsOf(made->words.at(0)), (Texts{"Crane", kUnset, "end", "\u93ae\u5b88\u5e9c"}));
    const auto& words = made->words.at(0);
    EXPECT_GT(words[1].box.x0, words[0].box.x1);
    EXPECT_LT(words[1].box.x1, words[2].box.x0);
    EXPECT_TRUE(made->scriptsWithoutFont.contains("Linear A"));
    EXPECT_FALSE(made->scriptsWithoutFont.contains("Latin"));
}

TEST(Typesetting, RightToLeftWordsKeepTheOrderOfTheirLetters) {
    const auto made = typeset({blockOf("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd one")});
    ASSERT_TRUE(made);
    const auto& words = made->words.at(0);
    EXPECT_EQ(textsOf(words), (Texts{"\u05e9\u05dc\u05d5\u05dd", "\u05e2\u05d5\u05dc\u05dd", "one"}));
    EXPECT_GT(words[0].box.x0, words[1].box.x1) << "the first word stands on the right";
}

TEST(Typesetting, OfAMailSaysOnceWhichScriptHasNoFont) {
    const auto mail = read(std::string("From: a@x.example\nTo: b@x.example\nSubject: s\nContent-Type: text/plain; "
                                       "charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nOne ") +
                               kUnset + "\ntwo " + kUnset + "\n",
                           "a.eml");
    EXPECT_EQ(std::count(mail.flags.begin(), mail.flags.end(), "missing_font"), 1);
    EXPECT_EQ(mail.metadata.at("scripts_without_font"), "Linear A");
    EXPECT_NE(textOf(mail).find(std::string("two ") + kUnset), std::string::npos) << textOf(mail);
    const auto plain = read("From: a@x.example\nTo: b@x.example\nSubject: s\n\nOne\n", "a.eml");
    EXPECT_TRUE(plain.flags.empty());
    EXPECT_FALSE(plain.metadata.contains("scripts_without_font"));
}

}  // namespace
}  // namespace redwell::formats
