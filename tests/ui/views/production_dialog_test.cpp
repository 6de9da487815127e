#include "ui/production/production_dialog.h"

#include "support/small_case.h"
#include "ui/production/plan_view.h"
#include "ui/production/specification_form.h"
#include "ui/production/volumes_dialog.h"
#include "ui/session/case_session.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

namespace redwell::ui {
namespace {

class Production : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        document = put({}, {"alpha"});
        session = std::make_unique<CaseSession>(std::move(m_case));
    }
    // As if it had been made: its pages bear M-3 to M-4.
    void produced(const std::string& volume, bool isSealed) {
        production::Specification wanted;
        wanted.volume = volume;
        wanted.batesPrefix = "M-";
        wanted.batesDigits = 4;
        wanted.batesStart = 3;
        wanted.query = "is:coded";
        ASSERT_TRUE(session->caseFile().write([&](casefile::Database& database) -> Status {
            REDWELL_CHECK(
                database.run("INSERT INTO productions(volume, specification, state, folder, begun_at, by) VALUES "
                             "(:volume, :specification, :state, '/nowhere/V', 1, 'Ann')",
                             {{":volume", volume},
                              {":specification", wanted.toJson()},
                              {":state", isSealed ? "sealed" : "failed"}}));
            if (!isSealed) return {};
            return database.run(
                "INSERT INTO production_documents(production_id, document_id, treatment, begin_bates, end_bates, "
                "prefix, first_number, last_number) VALUES (:id, :document, 'produced', 'M-0003', 'M-0004', 'M-', 3, "
                "4)",
                {{":id", database.lastInsertId()}, {":document", document.id.value}});
        }));
    }
    QString text(QDialog& dialog, const char* name) {
        return dialog.findChild<QLineEdit*>(QString::fromLatin1(name))->text();
    }

    documents::Document document;
    std::unique_ptr<CaseSession> session;
};

TEST_F(Production, TheNextOneBeginsWhereTheLastOneEnded) {
    produced("VOL001", true);
    ProductionDialog dialog(session.get());
    ASSERT_TRUE(QTest::qWaitFor([&] { return text(dialog, "specVolume") == QStringLiteral("VOL002"); }));
    EXPECT_EQ(text(dialog, "specPrefix"), QStringLiteral("M-"));
    EXPECT_EQ(text(dialog, "specStart"), QStringLiteral("5"));
    EXPECT_EQ(text(dialog, "specQuery"), QStringLiteral("is:coded"));
}

TEST_F(Production, OneThatFailedIsTriedAgainAsItWas) {
    produced("VOL001", false);
    ProductionDialog dialog(session.get());
    ASSERT_TRUE(QTest::qWaitFor([&] { return text(dialog, "specVolume") == QStringLiteral("VOL001"); }));
    EXPECT_EQ(text(dialog, "specStart"), QStringLiteral("3"));
}

TEST_F(Production, TheFirstNumberFollowsThePrefixUntilItIsGivenByHand) {
    produced("VOL001", true);
    SpecificationForm form;
    auto* prefix = form.findChild<QLineEdit*>(QStringLiteral("specPrefix"));
    auto* first = form.findChild<QLineEdit*>(QStringLiteral("specStart"));
    int asked = 0;
    QObject::connect(&form, &SpecificationForm::prefixChosen, [&] { ++asked; });
    QTest::keyClicks(prefix, QStringLiteral("M-"));
    QTest::keyClick(prefix, Qt::Key_Return);
    EXPECT_EQ(asked, 1);
    form.proposeStart(5);
    EXPECT_EQ(first->text(), QStringLiteral("5"));
    first->selectAll();
    QTest::keyClicks(first, QStringLiteral("90"));
    form.proposeStart(5);
    EXPECT_EQ(first->text(), QStringLiteral("90"));
}

TEST_F(Production, AConflictIsReadToItsEnd) {
    production::Plan plan;
    plan.slipSheets = 3;
    plan.conflicts = {{"family_split", "RW000001", "short", false},
                      {"privileged_message", "RW000001",
                       "holds a message of RW000020, which is privileged (message 2); redact that message here too, or "
                       "take the document out of what is produced, before anything of it leaves",
                       true}};
    PlanView view;
    view.resize(760, 400);
    view.show();
    view.showPlan(plan, {}, false);
    auto* list = view.findChild<QTreeWidget*>(QStringLiteral("planConflicts"));
    const auto heightOf = [&](int row) { return list->visualItemRect(list->topLevelItem(row)).height(); };
    // What blocks comes first.
    ASSERT_TRUE(QTest::qWaitFor([&] { return heightOf(0) > heightOf(1); }));
    const auto words = list->fontMetrics().boundingRect(QRect(0, 0, list->columnWidth(3) - 18, 9999), Qt::TextWordWrap,
                                                        list->topLevelItem(0)->text(3));
    EXPECT_GE(heightOf(0), words.height());
    view.resize(2400, 400);
    EXPECT_TRUE(QTest::qWaitFor([&] { return heightOf(0) == heightOf(1); })) << "as high as it was in a narrow column";
    EXPECT_TRUE(view.findChild<QLabel*>(QStringLiteral("planSummary"))
                    ->text()
                    .contains(QStringLiteral("3 documents are withheld")))
        << "a slip sheet stands for a document that is withheld";
}

TEST_F(Production, VolumesAreListed) {
    produced("VOL001", true);
    produced("VOL002", false);
    VolumesDialog dialog(session.get());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    auto* list = dialog.findChild<QTreeWidget*>(QStringLiteral("volumeList"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return list->topLevelItemCount() == 2; }));
    EXPECT_EQ(list->topLevelItem(0)->text(1), QStringLiteral("not sealed"));
    const auto* sealed = list->topLevelItem(1);
    EXPECT_EQ(sealed->text(0), QStringLiteral("VOL001"));
    EXPECT_EQ(sealed->text(2), QStringLiteral("M-0003 \u2013 M-0004"));
    EXPECT_EQ(sealed->text(3), QStringLiteral("1"));
    EXPECT_EQ(sealed->text(6), QStringLiteral("/nowhere/V"));
    // A folder that is gone cannot be read back.
    list->setCurrentItem(list->topLevelItem(1));
    EXPECT_FALSE(dialog.findChild<QPushButton*>(QStringLiteral("verifyVolume"))->isEnabled());
    EXPECT_TRUE(dialog.findChild<QPushButton*>(QStringLiteral("showVolume"))->isEnabled());
}

}  // namespace
}  // namespace redwell::ui
