#include "redaction/redactions.h"

#include "support/small_case.h"

namespace redwell::redaction {
namespace {

class RedactionsTest : public support::SmallCase {
protected:
    Result<std::int64_t> add(const std::vector<Redaction>& redactions) {
        return write([&](casefile::Database& database) { return RedactionStore(database).add(redactions, "Ann"); });
    }
    static Redaction box(DocumentId document, Box where, int page = 1, const std::string& reason = "Privileged") {
        Redaction redaction;
        redaction.document = document;
        redaction.page = page;
        redaction.box = where;
        redaction.reason = reason;
        return redaction;
    }
    std::vector<Redaction> of(DocumentId document) {
        auto lease = m_case->read();
        return *RedactionStore(**lease).ofDocument(document);
    }
};

TEST_F(RedactionsTest, AreClippedToTheirPage) {
    const auto d = put("text");
    ASSERT_TRUE(add({box(d.id, {600, 780, 900, 900})}));
    ASSERT_EQ(of(d.id).size(), 1u);
    EXPECT_EQ(of(d.id)[0].box, (Box{600, 780, 612, 792}));
}

TEST_F(RedactionsTest, RefuseWhatCoversNothing) {
    const auto d = put("text");
    EXPECT_FALSE(add({box(d.id, {700, 100, 800, 200})}));
    EXPECT_FALSE(add({box(d.id, {10, 10, 10.1, 50})}));
    EXPECT_FALSE(add({box(d.id, {10, 10, 50, 50}, 2)}));
    EXPECT_FALSE(add({box(d.id, {10, 10, 50, 50}, 1, " ")}));
    EXPECT_FALSE(add({}));
    EXPECT_TRUE(of(d.id).empty());
}

TEST_F(RedactionsTest, GoAndComeAsOneGroup) {
    const auto a = put("a"), b = put("b");
    const auto group = *add({box(a.id, {10, 10, 50, 50}), box(b.id, {10, 10, 50, 50})});
    ASSERT_TRUE(
        write([&](casefile::Database& database) { return RedactionStore(database).removeGroup(group, "Ann"); }));
    EXPECT_TRUE(of(a.id).empty());
    EXPECT_TRUE(of(b.id).empty());
    EXPECT_FALSE(
        write([&](casefile::Database& database) { return RedactionStore(database).removeGroup(group, "Ann"); }));
    ASSERT_TRUE(
        write([&](casefile::Database& database) { return RedactionStore(database).restoreGroup(group, "Ann"); }));
    EXPECT_EQ(of(a.id).size(), 1u);
    EXPECT_EQ(of(b.id).size(), 1u);
}

TEST_F(RedactionsTest, MarkTheirDocument) {
    const auto d = put("a");
    ASSERT_TRUE(add({box(d.id, {10, 10, 50, 50})}));
    auto lease = m_case->read();
    const auto found = *documents::DocumentStore(**lease).find(d.id);
    EXPECT_EQ(found->flags, std::vector<std::string>{"redacted"});
}

}  // namespace
}  // namespace redwell::redaction
