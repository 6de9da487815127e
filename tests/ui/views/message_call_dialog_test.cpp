#include "ui/review/message_call_dialog.h"

#include <QCompleter>
#include <QLabel>
#include <QLineEdit>

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

using casefile::FieldType;

class MessageCallDialogTest : public testing::Test {
protected:
    std::vector<casefile::Field> fields{
        {"issues", "Issues", FieldType::Multiple, {{"site_visit", "Site visit", ""}, {"pricing", "Pricing", ""}}}};
    MessageCallDialog dialog{fields, {}, 1, QStringLiteral("issues"), nullptr};
    QLineEdit* line = dialog.findChild<QLineEdit*>(QStringLiteral("call.issues"));
    QLabel* newTags = dialog.findChild<QLabel*>(QStringLiteral("newTags"));
};

TEST_F(MessageCallDialogTest, ItSaysWhenATagIsNew) {
    line->setText(QStringLiteral("site visit; Pricing"));
    EXPECT_TRUE(newTags->isHidden());
    EXPECT_EQ(dialog.assignments().size(), 2u);
    line->setText(QStringLiteral("Site visit; Pricng"));
    EXPECT_FALSE(newTags->isHidden());
    EXPECT_TRUE(newTags->text().contains(QStringLiteral("Pricng")));
    EXPECT_FALSE(newTags->text().contains(QStringLiteral("Site")));
}

TEST_F(MessageCallDialogTest, TheTagThatIsTypedLastIsCompleted) {
    auto* completer = line->completer();
    ASSERT_NE(completer, nullptr);
    line->setText(QStringLiteral("Site visit; pri"));
    completer->setCompletionPrefix(line->text());
    ASSERT_EQ(completer->completionCount(), 1);
    EXPECT_EQ(completer->currentCompletion(), QStringLiteral("Site visit; Pricing"));
}

}  // namespace
}  // namespace redwell::ui
