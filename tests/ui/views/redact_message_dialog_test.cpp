#include "ui/redaction/redact_message_dialog.h"

#include "support/small_case.h"
#include "ui/session/case_session.h"

#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

namespace redwell::ui {
namespace {

class RedactMessageDialogTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        session = std::make_unique<CaseSession>(std::move(m_case));
        dialog = new RedactMessageDialog(session.get(),
                                         {sighting("RW000001", redaction::Sighting::How::Itself, 1),
                                          sighting("RW000007", redaction::Sighting::How::Quotation, 0.52),
                                          sighting("RW000009", redaction::Sighting::How::Quotation, 1)},
                                         true, QStringLiteral("Privileged"), nullptr);
        dialog->show();
        list = dialog->findChild<QTreeWidget*>(QStringLiteral("sightings"));
    }
    void TearDown() override { delete dialog; }

    static redaction::Sighting sighting(const std::string& number, redaction::Sighting::How how, double score) {
        redaction::Sighting one;
        one.document = {std::stoi(number.substr(2))};
        one.controlNumber = number;
        one.how = how;
        one.score = score;
        one.isPart = score < 0.9;
        one.excerpt = "the words <b>there</b> & here";
        one.page = 1;
        one.places = {{1, {{72, 72, 200, 84}}}};
        return one;
    }
    // What is checked, by the numbers in the list's order; a heading is "-".
    QStringList rows(bool onlyChecked) const {
        QStringList numbers;
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            const auto* item = list->topLevelItem(i);
            const bool isPlace = item->flags() & Qt::ItemIsUserCheckable;
            if (onlyChecked && (!isPlace || item->checkState(0) != Qt::Checked)) continue;
            numbers << (isPlace ? item->text(0) : QStringLiteral("-"));
        }
        return numbers;
    }
    QPushButton* button(const char* name) const { return dialog->findChild<QPushButton*>(QString::fromLatin1(name)); }

    std::unique_ptr<CaseSession> session;
    RedactMessageDialog* dialog = nullptr;
    QTreeWidget* list = nullptr;
};

TEST_F(RedactMessageDialogTest, WhatIsOnlyAPartStandsBelowUnchecked) {
    EXPECT_EQ(rows(false).join(' ').toStdString(), "RW000001 RW000009 - RW000007");
    EXPECT_EQ(rows(true).join(' ').toStdString(), "RW000001 RW000009");
    EXPECT_EQ(button("redactSightings")->text().toStdString(), "Redact 2 places");
    EXPECT_EQ(list->topLevelItem(3)->text(2).toStdString(), "In part, 52 % of its words");
    EXPECT_EQ(list->topLevelItem(3)->text(3).toStdString(), "the words <b>there</b> & here");
}

TEST_F(RedactMessageDialogTest, AllOrNoneAreCheckedAtOnceAndCounted) {
    button("tickAll")->click();
    EXPECT_EQ(rows(true).size(), 3);
    EXPECT_EQ(button("redactSightings")->text().toStdString(), "Redact 3 places");
    button("tickNone")->click();
    EXPECT_EQ(rows(true).size(), 0);
    EXPECT_FALSE(button("redactSightings")->isEnabled());
}

TEST_F(RedactMessageDialogTest, AClickOnTheHeadingLeadsNowhere) {
    int shown = 0;
    QObject::connect(dialog, &RedactMessageDialog::placeChosen, [&] { ++shown; });
    emit list->itemClicked(list->topLevelItem(2), 0);
    EXPECT_EQ(shown, 0);
    emit list->itemClicked(list->topLevelItem(3), 0);
    EXPECT_EQ(shown, 1);
}

}  // namespace
}  // namespace redwell::ui
