#include "redaction/coverage.h"

#include <gtest/gtest.h>

namespace redwell::redaction {
namespace {

// Two lines of a message, a line of the next one close below, each letter 6 points wide and a line 10 high.
class MessageCoverage : public testing::Test {
protected:
    static documents::Word word(const char* text, double x0, double y0, double width) {
        return {text, {x0, y0, x0 + width, y0 + 10}, 100, false};
    }
    static Redaction box(Box where, int page = 1) {
        Redaction redaction;
        redaction.page = page;
        redaction.box = where;
        return redaction;
    }
    Coverage with(std::vector<Redaction> redactions) const { return coverageOf(message, redactions, words); }

    documents::Message message = [] {
        documents::Message m;
        m.regions = {{1, {70, 70, 400, 94}}};
        return m;
    }();
    PageWords words{{1,
                     {word("[13:45]", 72, 72, 42), word("Okonjo:", 120, 72, 42), word("rotterdam", 72, 84, 54),
                      word("shop", 132, 84, 24), word("[13:47]", 72, 95, 42)}}};
};

TEST_F(MessageCoverage, WithoutABoxNothingIsHidden) {
    EXPECT_EQ(with({}), Coverage::None);
    EXPECT_EQ(with({box({70, 70, 400, 94}, 2)}), Coverage::None) << "of another page";
}

TEST_F(MessageCoverage, OneBoxOverAllWordsHidesIt) { EXPECT_EQ(with({box({71, 71, 170, 95})}), Coverage::Whole); }

TEST_F(MessageCoverage, SeveralBoxesHideItTogether) {
    EXPECT_EQ(with({box({71, 71, 100, 95}), box({100, 71, 170, 95})}), Coverage::Whole) << "a word is parted by both";
}

TEST_F(MessageCoverage, AWordThatStaysOpenMakesItPartly) {
    EXPECT_EQ(with({box({71, 83, 160, 95})}), Coverage::Partly) << "who and when stay";
    EXPECT_EQ(with({box({71, 71, 140, 95})}), Coverage::Partly) << "half of words stays";
    // The box's centre is outside the message.
    EXPECT_EQ(with({box({110, 83, 600, 300})}), Coverage::Partly);
}

TEST_F(MessageCoverage, ABoxThatGrazesTheRimHidesNothing) {
    EXPECT_EQ(with({box({60, 93, 500, 200})}), Coverage::None);
    EXPECT_EQ(with({box({200, 70, 400, 94})}), Coverage::None) << "there is no word";
}

TEST_F(MessageCoverage, ABoxOfTheNextMessageWhoseCentreIsInThisOneHidesNothing) {
    EXPECT_EQ(with({box({180, 60, 400, 110})}), Coverage::None);
}

TEST_F(MessageCoverage, APageThatBearsNoBoxStaysOpen) {
    message.regions.push_back({2, {70, 70, 400, 94}});
    EXPECT_EQ(with({box({71, 71, 170, 95})}), Coverage::Partly);
    EXPECT_EQ(with({box({71, 71, 170, 95}), box({60, 60, 500, 100}, 2)}), Coverage::Whole);
}

TEST_F(MessageCoverage, RegionsStandForWordsThatAreNotRead) {
    words.clear();
    EXPECT_EQ(with({box({71, 71, 170, 95})}), Coverage::Partly);
    EXPECT_EQ(with({box({70, 70, 400, 94})}), Coverage::Whole);
    EXPECT_EQ(with({box({70, 94, 400, 120})}), Coverage::None);
}

}  // namespace
}  // namespace redwell::redaction
