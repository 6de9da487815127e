#include "ui/elided_combo.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

TEST(ElidedCombo, CutsWithAnEllipsisWhatDoesNotFit) {
    ElidedCombo combo;
    combo.addItem(QStringLiteral("With attachments that were delivered"));
    combo.resize(combo.sizeHint().width() + 60, combo.sizeHint().height());
    EXPECT_EQ(combo.visibleText(), combo.currentText());
    combo.resize(100, combo.sizeHint().height());
    EXPECT_TRUE(combo.visibleText().endsWith(QChar(0x2026))) << combo.visibleText().toStdString();
    EXPECT_LT(combo.fontMetrics().horizontalAdvance(combo.visibleText()), 100);
}

}  // namespace
}  // namespace redwell::ui
