// A production whose read-back finds something: what the window says of it, and what is left on the disk.
#include "desktop.h"
#include "redaction/finder.h"
#include "redaction/redactions.h"
#include "review/coding.h"
#include "ui/actions/action_registry.h"
#include "ui/production/production_dialog.h"

#include <QTreeWidget>

namespace redwell::ui {
namespace {

class ARefusedProduction : public Desktop {
protected:
    void SetUp() override {
        Desktop::SetUp();
        write(QStringLiteral("Okonjo/letter.txt"),
              "Both sides met again.\nTheir witness is Quentin Farrow.\nThe fee was paid.\n");
        makeCase();
        addEvidence();
        ASSERT_TRUE(wait([&] { return documents().rowCount() == 1 && counts().queued == 0; }));
        const auto coded = window->session()->caseFile().write([&](casefile::Database& database) {
            const std::vector<review::Assignment> assignments = {{"responsiveness", "responsive"}};
            return review::CodingStore(database).change(documents().ids(), assignments, "Ann");
        });
        ASSERT_TRUE(coded) << coded.error().message();
    }
    // The reason is printed in the load file, so it must not name what it hides.
    void redact(const std::string& reason) {
        const auto done =
            window->session()->caseFile().write([&](casefile::Database& database) -> Result<std::int64_t> {
                REDWELL_TRY(const auto found, redaction::findText(database, documents().ids(), "Farrow"));
                std::vector<redaction::Redaction> all;
                for (const auto& place : found)
                    for (const auto& box : place.boxes) {
                        redaction::Redaction one;
                        one.document = documents().ids().front();
                        one.page = place.page;
                        one.box = box;
                        one.reason = reason;
                        all.push_back(one);
                    }
                return redaction::RedactionStore(database).add(all, "Ann");
            });
        ASSERT_TRUE(done) << done.error().message();
    }
    // Up to the end of writing; what the dialog said of it.
    void produce() {
        window->commands().action(QStringLiteral("production.new"))->trigger();
        m_dialog = waitFor<ProductionDialog>(QStringLiteral("productionDialog"));
        ASSERT_NE(m_dialog, nullptr);
        find<QLineEdit>(QStringLiteral("specVolume"), m_dialog)->setText(QStringLiteral("VOL001"));
        find<QLineEdit>(QStringLiteral("specPrefix"), m_dialog)->setText(QStringLiteral("MER"));
        auto* next = find<QPushButton>(QStringLiteral("productionNext"), m_dialog);
        press(next);
        ASSERT_NE(waitFor<QLabel>(QStringLiteral("planSummary")), nullptr);
        ASSERT_TRUE(wait([&] { return next->isEnabled(); }));
        find<QLineEdit>(QStringLiteral("productionOut"), m_dialog)->setText(path(QStringLiteral("out")));
        bool isOver = false;
        QObject::connect(m_dialog, &ProductionDialog::produced, m_dialog, [&] { isOver = true; });
        QObject::connect(m_dialog, &ProductionDialog::failed, m_dialog, [&] { isOver = true; });
        press(next);
        ASSERT_TRUE(wait([&] { return isOver; }));
    }
    QString outcome() { return find<QLabel>(QStringLiteral("productionOutcome"), m_dialog)->text(); }
    QString figures() { return find<QLabel>(QStringLiteral("productionFigures"), m_dialog)->text(); }
    QTreeWidget& findings() { return *find<QTreeWidget>(QStringLiteral("productionFindings"), m_dialog); }
    bool offersFolder() { return find<QPushButton>(QStringLiteral("openProductionFolder"), m_dialog)->isVisible(); }

    ProductionDialog* m_dialog = nullptr;
};

TEST_F(ARefusedProduction, ShowsItsFindingsAndOffersTheFolderThatStays) {
    redact("Farrow is our witness");
    produce();
    ASSERT_FALSE(HasFatalFailure());
    picture(QStringLiteral("6-refused"));
    EXPECT_TRUE(findings().isVisible());
    ASSERT_GT(findings().topLevelItemCount(), 0);
    EXPECT_EQ(findings().topLevelItem(0)->text(0), QStringLiteral("leak"));
    EXPECT_TRUE(offersFolder());
    EXPECT_TRUE(outcome().contains(QStringLiteral(".partial"))) << outcome().toStdString();
    EXPECT_TRUE(QFile::exists(path(QStringLiteral("out/VOL001.partial/findings.txt"))));
    EXPECT_FALSE(QFile::exists(path(QStringLiteral("out/VOL001"))));
}

TEST_F(ARefusedProduction, SaysThatNothingIsLeftWhenNothingIs) {
    redact("Personal data");
    QDir().mkpath(path(QStringLiteral("out/VOL001")));  // is not touched, so nothing is written
    produce();
    ASSERT_FALSE(HasFatalFailure());
    EXPECT_FALSE(findings().isVisible());
    EXPECT_FALSE(offersFolder());
    EXPECT_TRUE(figures().contains(QStringLiteral("nothing is left"))) << figures().toStdString();
    EXPECT_FALSE(QFile::exists(path(QStringLiteral("out/VOL001.partial"))));
}

}  // namespace
}  // namespace redwell::ui
