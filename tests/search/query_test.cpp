#include "search/query.h"

#include <gtest/gtest.h>

namespace redwell::search {
namespace {

std::string read(std::string_view text) {
    const auto query = parseQuery(text);
    return query ? written(*query) : "! " + query.error().message();
}

TEST(Query, ReadsWordsSideBySideAsAnd) { EXPECT_EQ(read("books torrent"), "(books AND torrent)"); }

TEST(Query, BindsNotTighterThanAndTighterThanOr) {
    EXPECT_EQ(read("a or b and not c"), "(a OR (b AND NOT c))");
    EXPECT_EQ(read("(a OR b) AND c"), "((a OR b) AND c)");
}

TEST(Query, TakesCurlyQuotesForQuotes) { EXPECT_EQ(read("“training data” books"), "(\"training data\" AND books)"); }

TEST(Query, ReadsPrefixesFieldsAndFieldsOfBrackets) {
    EXPECT_EQ(read("train*"), "train*");
    EXPECT_EQ(read("Privilege:attorney_client"), "privilege:attorney_client");
    EXPECT_EQ(read("from:(vale OR \"Imogen Vale\")"), "(from:vale OR from:\"Imogen Vale\")");
    EXPECT_EQ(read("books -draft"), "(books AND NOT draft)");
}

TEST(Query, MeansEveryDocumentWhenEmptyOrStar) {
    EXPECT_EQ(read(""), "every document");
    EXPECT_EQ(read("  *  "), "every document");
}

TEST(Query, NamesThePlaceThatCannotBeRead) {
    for (const auto& [text, place] :
         std::initializer_list<std::pair<const char*, const char*>>{{"books AND", "character 10"},
                                                                    {"(books", "character 1"},
                                                                    {"books)", "character 6"},
                                                                    {"books \"open", "character 7"},
                                                                    {"OR books", "character 1"},
                                                                    {"a NOT", "character 6"},
                                                                    {"from:", "character 1"},
                                                                    {"b*ks", "character 1"},
                                                                    {"a ()", "character 3"}}) {
        const auto query = parseQuery(text);
        ASSERT_FALSE(query) << text;
        EXPECT_EQ(query.error().kind, ErrorKind::Usage);
        EXPECT_NE(query.error().what.find(place), std::string::npos) << text << ": " << query.error().what;
    }
}

TEST(Query, RefusesProximityInsteadOfSearchingForItsLetters) {
    EXPECT_FALSE(parseQuery("books w/5 torrent"));
    EXPECT_FALSE(parseQuery("books pre/3 torrent"));
    EXPECT_TRUE(parseQuery("24/7"));
}

TEST(Query, RefusesWordsSpelledAlikeInsteadOfSearchingForTheExactOne) {
    for (const char* query : {"torrent~", "torrent~2", "torrent~0.8", "title:torrent~", "\"torrent books\"~5"}) {
        const auto read = parseQuery(query);
        ASSERT_FALSE(read) << query;
        EXPECT_NE(read.error().what.find("spelled alike"), std::string::npos) << read.error().what;
    }
    EXPECT_TRUE(parseQuery("~torrent"));
    EXPECT_TRUE(parseQuery("\"torrent~\""));
}

TEST(Query, UnderstandsTheTermsOfADiscoveryOrderAsTheyWerePasted) {
    EXPECT_EQ(read("(torrent* OR torent* OR leech*) AND (libgen OR “library genesis” OR lib-genesis OR anna* OR AA OR "
                   "z-lib! OR z lib! OR book! OR cop*)"),
              "((torrent* OR torent* OR leech*) AND (libgen OR \"library genesis\" OR lib-genesis OR anna* OR AA OR "
              "z-lib* OR (z AND lib*) OR book* OR cop*))");
}

TEST(Query, RefusesNestingThatNobodyTypes) {
    EXPECT_FALSE(parseQuery(std::string(5000, '(') + "a" + std::string(5000, ')')));
}

}  // namespace
}  // namespace redwell::search
