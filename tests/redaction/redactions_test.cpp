#include "redaction/redactions.h"

#include "casefile/audit.h"
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

TEST_F(RedactionsTest, AreChangedInOneStepThatCanBeTakenBackAndMadeAgain) {
    const auto d = put("text");
    ASSERT_TRUE(add({box(d.id, {10, 10, 50, 50})}));
    const auto before = of(d.id).front();
    const auto change = [&](const Box& where, const std::string& reason) {
        return write([&](casefile::Database& database) {
            return RedactionStore(database).change(before.id, where, reason, "Ben");
        });
    };
    EXPECT_FALSE(change({700, 100, 800, 200}, "Privileged")) << "it would cover nothing";
    EXPECT_FALSE(change({10, 10, 50, 50}, " "));
    ASSERT_EQ(of(d.id).size(), 1u);
    const auto made = change({20, 20, 90, 60}, "Trade  secret");
    ASSERT_TRUE(made) << made.error().message();
    ASSERT_EQ(of(d.id).size(), 1u);
    EXPECT_EQ(of(d.id)[0].box, (Box{20, 20, 90, 60}));
    EXPECT_EQ(of(d.id)[0].reason, "Trade secret");
    EXPECT_EQ(of(d.id)[0].by, "Ben");
    EXPECT_EQ(of(d.id)[0].origin, before.origin);

    const auto exchange = [&](RedactionId off, RedactionId back) {
        return write([&](casefile::Database& database) { return RedactionStore(database).exchange(off, back, "Ben"); });
    };
    ASSERT_TRUE(exchange(*made, before.id));
    EXPECT_EQ(of(d.id)[0].box, (Box{10, 10, 50, 50}));
    EXPECT_FALSE(exchange(*made, before.id)) << "twice would bring back what stands";
    ASSERT_TRUE(exchange(before.id, *made));
    EXPECT_EQ(of(d.id).size(), 1u);
    EXPECT_EQ(of(d.id)[0].box, (Box{20, 20, 90, 60}));

    std::vector<std::string> actions;
    auto lease = m_case->read();
    const auto rows = casefile::auditOf(**lease, d.controlNumber);
    ASSERT_TRUE(rows);
    for (const auto& row : *rows) actions.push_back(row.action);
    EXPECT_EQ(actions, (std::vector<std::string>{"redo_change_redaction", "undo_change_redaction", "change_redaction",
                                                 "redact"}));
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
