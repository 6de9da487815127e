#include "ui/viewer/word_finder.h"

#include "drawn_pages.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

TEST(WordFinder, TakesNoNoticeOfCaseAndAccents) {
    const std::vector pages{pageOf(1, {"The Café on Résumé street", "cafe CAFÉ"})};
    EXPECT_EQ(findWords(pages, "café").count(), 3);
    EXPECT_EQ(findWords(pages, "RESUME").count(), 1);
}

TEST(WordFinder, FindsPartsOfWords) {
    const std::vector pages{pageOf(1, {"ivale@meridian.example wrote Vale's note"})};
    EXPECT_EQ(findWords(pages, "vale").count(), 2);
    EXPECT_EQ(findWords(pages, "vales").count(), 0);
}

TEST(WordFinder, APhraseOverALineEndIsOneOccurrenceInTwoPlaces) {
    const std::vector pages{pageOf(1, {"please set it", "to zero now"})};
    const Hits hits = findWords(pages, "it to zero");
    ASSERT_EQ(hits.count(), 1);
    ASSERT_EQ(hits.places.size(), 2u);
    EXPECT_EQ(hits.places[0].text, "it");
    EXPECT_EQ(hits.places[1].text, "to zero");
    EXPECT_EQ(hits.places[1].box, (Box{72, 92, 178, 106}));
}

TEST(WordFinder, APhraseOverAPageEndIsFound) {
    const std::vector pages{pageOf(1, {"the last words"}), pageOf(2, {"of the page"})};
    const Hits hits = findWords(pages, "words of");
    ASSERT_EQ(hits.count(), 1);
    EXPECT_EQ(hits.places[0].page, 1);
    EXPECT_EQ(hits.places[1].page, 2);
}

TEST(WordFinder, InnerWordsOfAPhraseAreWhole) {
    const std::vector pages{pageOf(1, {"not in the channel", "not within the channel"})};
    EXPECT_EQ(findWords(pages, "not in the").count(), 1);
}

TEST(WordFinder, NothingIsFoundForNothing) {
    EXPECT_EQ(findWords({pageOf(1, {"words"})}, "  ").count(), 0);
    EXPECT_EQ(findWords({}, "word").count(), 0);
}

}  // namespace
}  // namespace redwell::ui
