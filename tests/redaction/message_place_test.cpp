#include "redaction/message_place.h"

#include <gtest/gtest.h>

namespace redwell::redaction {
namespace {

// "Reyl wrote:" above "keep the ledgers", each letter 6 points wide and a line 10 high.
class MessagePlaces : public testing::Test {
protected:
    MessagePlaces() {
        page.number = 1;
        double x = 72;
        for (const char* text : {"Reyl", "wrote:"}) add(text, x, 72);
        x = 72;
        for (const char* text : {"keep", "the", "ledgers"}) add(text, x, 84);
        message.body = "Keep the ledgers";
        message.regions = {{1, {70, 70, 400, 96}}};
    }
    void add(const char* text, double& x, double y) {
        const double width = 6.0 * static_cast<double>(std::string(text).size());
        page.words.push_back({text, {x, y, x + width, y + 10}, 100, false});
        x += width + 6;
    }
    static Redaction over(Box box) {
        Redaction one;
        one.box = box;
        return one;
    }
    Coverage with(const std::vector<Redaction>& redactions) const {
        return coverageOf(placeOf(message, std::vector{page}), redactions);
    }
    documents::Page page;
    documents::Message message;
};

TEST_F(MessagePlaces, TheHeaderIsNoPartOfTheText) {
    const auto place = placeOf(message, std::vector{page});
    ASSERT_EQ(place.words.size(), 3u);
    EXPECT_EQ(place.words[0].box, page.words[2].box);
    EXPECT_EQ(with({over({70, 83, 400, 95})}), Coverage::Whole);
    EXPECT_EQ(with({over({70, 71, 400, 83})}), Coverage::None) << "who wrote is covered, what is not";
    EXPECT_EQ(with({over({70, 83, 100, 95})}), Coverage::Partly);
}

TEST_F(MessagePlaces, WhereTheTextIsReadDifferentlyEverythingCounts) {
    message.body = "Kepp tha lodgers";
    EXPECT_EQ(with({over({70, 83, 400, 95})}), Coverage::Partly);
    EXPECT_EQ(with({over({70, 70, 400, 95})}), Coverage::Whole);
}

TEST_F(MessagePlaces, WithoutRegionsItsWordsAreLookedFor) {
    message.regions.clear();
    EXPECT_EQ(with({over({70, 83, 400, 95})}), Coverage::Whole);
    page.words.clear();
    EXPECT_FALSE(placeOf(message, std::vector{page}).isLocated());
    EXPECT_EQ(with({over({0, 0, 600, 700})}), Coverage::None) << "nothing tells that it is hidden";
}

TEST_F(MessagePlaces, AnUnreadRegionMustBeCoveredItself) {
    message.regions.push_back({1, {70, 200, 400, 300}});
    EXPECT_EQ(with({over({70, 83, 400, 95})}), Coverage::Partly);
    EXPECT_EQ(with({over({70, 83, 400, 95}), over({70, 200, 400, 300})}), Coverage::Whole);
}

}  // namespace
}  // namespace redwell::redaction
