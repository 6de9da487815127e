#include "review/coding.h"

#include "casefile/audit.h"
#include "support/small_case.h"

namespace redwell::review {
namespace {

class CodingTest : public support::SmallCase {
protected:
    Result<std::int64_t> code(const std::vector<DocumentId>& documents, const std::vector<std::string>& texts,
                              const std::string& by = "Ann") {
        std::vector<Assignment> assignments;
        for (const auto& text : texts) {
            auto parsed = CodingStore::parseAssignment(text);
            if (!parsed) return parsed.error();
            assignments.push_back(*parsed);
        }
        return write(
            [&](casefile::Database& database) { return CodingStore(database).change(documents, assignments, by); });
    }
    Result<std::int64_t> undo(std::int64_t change) {
        return write([&](casefile::Database& database) { return CodingStore(database).undo(change, "Ann"); });
    }
    CodingValues values(DocumentId document) {
        auto lease = m_case->read();
        const std::vector<DocumentId> one{document};
        auto all = *CodingStore(**lease).values(one);
        return all[document];
    }
};

TEST_F(CodingTest, SetsAndClearsValues) {
    const auto d = put("text");
    ASSERT_TRUE(code({d.id}, {"responsiveness=responsive", "hot=true", "notes=Ask counsel."}));
    EXPECT_EQ(values(d.id),
              (CodingValues{{"responsiveness", "responsive"}, {"hot", "true"}, {"notes", "Ask counsel."}}));
    ASSERT_TRUE(code({d.id}, {"hot=false", "notes="}));
    EXPECT_EQ(values(d.id), (CodingValues{{"responsiveness", "responsive"}}));
}

TEST_F(CodingTest, KeepsIssuesSortedAndLetsNewOnesIn) {
    const auto d = put("text");
    ASSERT_TRUE(code({d.id}, {"issues+=Training use"}));
    ASSERT_TRUE(code({d.id}, {"issues+=Acquisition"}));
    EXPECT_EQ(values(d.id)["issues"], R"(["acquisition","training_use"])");
    ASSERT_TRUE(code({d.id}, {"issues-=Training use"}));
    EXPECT_EQ(values(d.id)["issues"], R"(["acquisition"])");
    auto lease = m_case->read();
    bool listed = false;
    const auto fields = CodingStore(**lease).fields();
    for (const auto& field : *fields)
        for (const auto& choice : field.choices)
            listed = listed || (field.name == "issues" && choice.label == "Training use");
    EXPECT_TRUE(listed);
}

TEST_F(CodingTest, RefusesUnknownFieldsAndChoicesAndChangesNothing) {
    const auto d = put("text");
    for (const char* text : {"privilege=maybe", "colour=red", "responsiveness+=responsive", "hot=perhaps"}) {
        const auto changed = code({d.id}, {"confidentiality=confidential", text});
        ASSERT_FALSE(changed) << text;
        EXPECT_EQ(changed.error().kind, ErrorKind::Usage);
        EXPECT_TRUE(values(d.id).empty()) << text;
    }
    for (const char* text : {"", "=x", "novalue"}) EXPECT_FALSE(CodingStore::parseAssignment(text)) << text;
}

TEST_F(CodingTest, TakesAWholeChangeBackAndBringsItAgain) {
    const auto a = put("a"), b = put("b");
    ASSERT_TRUE(code({a.id}, {"privilege=none"}));
    const auto change = *code({a.id, b.id}, {"privilege=attorney_client"});
    const auto taken = undo(change);
    ASSERT_TRUE(taken);
    EXPECT_EQ(values(a.id)["privilege"], "none");
    EXPECT_TRUE(values(b.id).empty());
    ASSERT_TRUE(undo(*taken));
    EXPECT_EQ(values(b.id)["privilege"], "attorney_client");
}

TEST_F(CodingTest, TellsAnUndoFromARedo) {
    const auto d = put("text");
    auto change = *code({d.id}, {"hot=true"});
    for (int i = 0; i < 4; ++i) change = *undo(change);
    std::vector<std::string> actions;
    auto lease = m_case->read();
    const auto rows = casefile::auditOf(**lease, d.controlNumber);
    ASSERT_TRUE(rows);
    for (const auto& row : *rows) actions.push_back(row.action);
    EXPECT_EQ(actions, (std::vector<std::string>{"redo_code", "undo_code", "redo_code", "undo_code", "code"}));
}

TEST_F(CodingTest, DoesNotUndoOverALaterDecision) {
    const auto a = put("a");
    const auto change = *code({a.id}, {"privilege=none"});
    ASSERT_TRUE(code({a.id}, {"privilege=work_product"}, "Ben"));
    const auto taken = undo(change);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(values(a.id)["privilege"], "work_product");
}

TEST_F(CodingTest, KeepsAHistoryAndAnAuditThatFitsTogether) {
    const auto a = put("a");
    ASSERT_TRUE(code({a.id}, {"privilege=none"}));
    ASSERT_TRUE(code({a.id}, {"privilege=work_product"}, "Ben"));
    EXPECT_EQ(*code({a.id}, {"privilege=work_product"}, "Cem"), 0);
    auto lease = m_case->read();
    const auto history = *CodingStore(**lease).history(a.id);
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].by, "Ben");
    EXPECT_EQ(history[0].oldValue, "none");
    EXPECT_EQ(history[0].newValue, "work_product");
    int coded = 0;
    ASSERT_TRUE(casefile::eachAuditRow(**lease, [&](const casefile::AuditRow& row) { coded += row.action == "code"; }));
    EXPECT_EQ(coded, 2);
    EXPECT_TRUE(casefile::verifyAudit(**lease));
}

}  // namespace
}  // namespace redwell::review
