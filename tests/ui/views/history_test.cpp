#include "redaction/redactions.h"
#include "review/annotations.h"
#include "review/coding.h"
#include "review/corrections.h"
#include "review/message_calls.h"
#include "support/small_case.h"
#include "ui/review/history_list.h"
#include "ui/review/history_text.h"
#include "ui/session/case_session.h"

#include <QTest>

namespace redwell::ui {
namespace {

documents::Message message(const std::string& from, const std::string& body) {
    documents::Message m;
    m.from = from;
    m.body = body;
    m.page = 1;
    m.regions = {{1, {60, 60, 400, 86}}};
    return m;
}

class History : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        first = put({}, {"alpha beta"}, {message("Imogen Vale", "one"), message("Dario Okonjo", "two")});
        second = put({}, {"gamma"});
    }
    template <class Work>
    void change(Work work) {
        const auto done = m_case->write(work);
        ASSERT_TRUE(done) << done.error().message();
    }
    void code(std::vector<DocumentId> documents, const std::string& field, const std::string& value) {
        change([&](casefile::Database& database) {
            const review::Assignment wanted{field, value, review::Assignment::How::Set};
            return review::CodingStore(database).change(documents, std::vector{wanted}, "Ann");
        });
    }
    void redact(DocumentId document) {
        change([&](casefile::Database& database) -> Status {
            redaction::Redaction one;
            one.document = document;
            one.box = {70, 70, 200, 90};
            one.reason = "Trade secret";
            auto other = one;
            other.box = {300, 70, 400, 90};
            redaction::RedactionStore store(database);
            REDWELL_TRY(group, store.add(std::vector{one, other}, "Ben"));
            return {};
        });
    }
    QStringList told(const documents::Document& document) {
        auto lease = m_case->read();
        const auto rows = casefile::auditOf(**lease, document.controlNumber);
        const auto fields = review::CodingStore(**lease).fields();
        EXPECT_TRUE(rows && fields);
        QStringList lines;
        for (const auto& entry : historyOf(*rows, document.controlNumber, *fields, "America/New_York")) {
            EXPECT_FALSE(entry.when.isEmpty());
            lines << entry.what + QStringLiteral(" / ") + entry.by;
        }
        return lines;
    }

    documents::Document first, second;
    std::int64_t group = 0;
};

TEST_F(History, TellsEveryDecisionOnTheDocumentNewestFirst) {
    code({first.id}, "privilege", "none");
    redact(first.id);
    AnnotationId note;
    change([&](casefile::Database& database) -> Status {
        review::Annotation annotation;
        annotation.document = first.id;
        annotation.note = "ask\ncounsel";
        annotation.by = "Cleo";
        REDWELL_TRY(note, review::AnnotationStore(database).add(annotation));
        return review::AnnotationStore(database).remove(note, "Ann");
    });
    change([&](casefile::Database& database) -> Status {
        REDWELL_TRY(const auto messages, messages::MessageStore(database).ofDocument(first.id));
        const review::Assignment wanted{"hot", "true", review::Assignment::How::Set};
        REDWELL_CHECK(review::MessageCalls(database).change(std::vector{messages[1].id}, std::vector{wanted}, "Ben"));
        return redaction::RedactionStore(database).removeGroup(group, "Ann");
    });
    EXPECT_EQ(told(first).join(QLatin1Char('\n')).toStdString(),
              "Redaction removed, 2 places on page 1: Trade secret / Ann\n"
              "Message 2, Hot: not coded \u2192 yes / Ben\n"
              "Note removed: ask counsel / Ann\n"
              "Note: ask counsel / Cleo\n"
              "Redacted 2 places on page 1: Trade secret / Ben\n"
              "Privilege: not coded \u2192 Not privileged / Ann");
    EXPECT_TRUE(told(second).isEmpty());
}

TEST_F(History, TellsARedoAndAChangedRedaction) {
    change([&](casefile::Database& database) -> Status {
        const review::Assignment hot{"hot", "true", review::Assignment::How::Set};
        review::CodingStore store(database);
        REDWELL_TRY(auto done, store.change(std::vector{second.id}, std::vector{hot}, "Ann"));
        REDWELL_TRY(done, store.undo(done, "Ann"));
        REDWELL_TRY(done, store.undo(done, "Ann"));
        redaction::Redaction one;
        one.document = second.id;
        one.box = {70, 70, 200, 90};
        one.reason = "Trade secret";
        redaction::RedactionStore redactions(database);
        REDWELL_CHECK(redactions.add(std::vector{one}, "Ben"));
        REDWELL_TRY(const auto standing, redactions.ofDocument(second.id));
        REDWELL_TRY(const auto moved, redactions.change(standing[0].id, {80, 70, 220, 90}, "Trade secret", "Ben"));
        REDWELL_TRY(const auto other, redactions.change(moved, {80, 70, 220, 90}, "Privileged", "Ben"));
        return redactions.exchange(other, moved, "Ben");
    });
    EXPECT_EQ(told(second).join(QLatin1Char('\n')).toStdString(),
              "Reason of the redaction on page 1: Privileged \u2192 Trade secret (undo) / Ben\n"
              "Reason of the redaction on page 1: Trade secret \u2192 Privileged / Ben\n"
              "Redaction moved or resized on page 1: Trade secret / Ben\n"
              "Redacted one place on page 1: Trade secret / Ben\n"
              "Hot: not coded \u2192 yes (redo) / Ann\n"
              "Hot: yes \u2192 not coded (undo) / Ann\n"
              "Hot: not coded \u2192 yes / Ann");
}

TEST_F(History, TellsInWhichVolumeADocumentLeft) {
    std::vector<HistoryEntry> entries{{QStringLiteral("later"), {}, {}, false, Instant{3000}},
                                      {QStringLiteral("earlier"), {}, {}, false, Instant{1000}}};
    const std::vector<production::Leaving> leavings{{"VOL001", "M-0001", "M-0002", "produced", "Ann", Instant{2000}},
                                                    {"VOL002", "M-0009", "M-0009", "redacted", "Ann", Instant{4000}}};
    addLeavings(entries, leavings, "UTC");
    QStringList lines;
    for (const auto& entry : entries) lines << entry.what;
    EXPECT_EQ(lines.join(QLatin1Char('\n')).toStdString(),
              "Produced redacted in VOL002: M-0009\nlater\nProduced in VOL001: M-0001 to M-0002\nearlier");
}

TEST_F(History, ADecisionOnSeveralDocumentsIsToldOnEach) {
    code({first.id, second.id}, "responsiveness", "responsive");
    for (const auto& document : {first, second})
        EXPECT_EQ(told(document), QStringList{QStringLiteral("Responsiveness: not coded \u2192 Responsive / Ann")});
}

TEST_F(History, TheListFollowsWhatIsDoneWhileItIsSeen) {
    CaseSession session(std::move(m_case));
    HistoryList list;
    list.resize(240, 400);
    list.setSession(&session);
    list.setDocument(first.id);
    EXPECT_EQ(list.topLevelItemCount(), 0) << "nobody looks at it";
    list.show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return list.topLevelItemCount() == 1; })) << "nothing was decided yet";
    const std::string reason(300, 'w');
    ASSERT_TRUE(session.caseFile().write([&](casefile::Database& database) {
        redaction::Redaction one;
        one.document = first.id;
        one.box = {70, 70, 200, 90};
        one.reason = "long " + reason;
        return redaction::RedactionStore(database).add(std::vector{one}, "Ben");
    }));
    emit session.redactionsChanged(first.id);
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return list.topLevelItemCount() == 1 && list.topLevelItem(0)->text(0).startsWith(QStringLiteral("Redacted"));
    }));
    // All of a long entry has room.
    const auto index = list.model()->index(0, 0);
    const QString what = list.topLevelItem(0)->text(0).section(QLatin1Char('\n'), 0, 0);
    const auto needed = list.fontMetrics().boundingRect(QRect(0, 0, list.viewport()->width() - 20, 9999),
                                                        Qt::TextWordWrap | Qt::TextWrapAnywhere, what);
    EXPECT_GE(list.visualRect(index).height(), needed.height() + list.fontMetrics().lineSpacing());
    const int narrow = list.visualRect(index).height();
    list.resize(600, 400);
    ASSERT_TRUE(QTest::qWaitFor([&] { return list.visualRect(index).height() < narrow; })) << "laid out anew";
    list.setSession(nullptr);
}

TEST_F(History, ACorrectionTellsWhatWasMended) {
    const auto id = [&] {
        auto lease = m_case->read();
        return messages::MessageStore(**lease).ofDocument(first.id)->front().id;
    }();
    change([&](casefile::Database& database) -> Status {
        review::MessageMending mended;
        mended.from = "Tobias Renn";
        mended.sent = "2023-10-24T14:29";
        REDWELL_TRY(const auto made, review::Corrections(database, "America/New_York").edit(id, mended, "Ann"));
        return review::Corrections(database, "America/New_York").undo(made, "Ann") ? Status{} : Status{};
    });
    const auto lines = told(first).join(QLatin1Char('\n'));
    EXPECT_TRUE(lines.contains(QStringLiteral(
        "Message 1 corrected, From: Imogen Vale \u2192 Tobias Renn; Sent: none \u2192 2023-10-24 14:29")))
        << lines.toStdString();
    EXPECT_TRUE(lines.contains(QStringLiteral("From: Tobias Renn \u2192 Imogen Vale"))) << lines.toStdString();
}

}  // namespace
}  // namespace redwell::ui
