#include "ui/session/typed_time.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

TEST(TypedTime, ADayIsReadAsTheWindowAndAsTheStandardWriteIt) {
    EXPECT_EQ(typedDay(QStringLiteral("2024-01-26")), QDate(2024, 1, 26));
    EXPECT_EQ(typedDay(QStringLiteral(" 1/26/2024 ")), QDate(2024, 1, 26));
    EXPECT_EQ(typedDay(QStringLiteral("1/6/24")), QDate(2024, 1, 6));
    for (const char* none : {"", "2024", "2024-1", "26/1/2024", "2024-02-30", "tomorrow"})
        EXPECT_FALSE(typedDay(QString::fromLatin1(none)).isValid()) << none;
}

TEST(TypedTime, ATimeOfTheAmericanHabitBecomesTheStatedOne) {
    EXPECT_EQ(typedTime(QStringLiteral("10/24/2023 2:03 PM")), "2023-10-24T14:03");
    EXPECT_EQ(typedTime(QStringLiteral("10/24/2023, 12:03:11 am")), "2023-10-24T00:03:11");
    EXPECT_EQ(typedTime(QStringLiteral("10/24/23 14:03 +02:00")), "2023-10-24T14:03+02:00");
    EXPECT_EQ(typedTime(QStringLiteral("10/24/2023")), "2023-10-24");
    EXPECT_EQ(typedTime(QStringLiteral("2023-10-24 14:03")), "2023-10-24T14:03");
    EXPECT_EQ(typedTime(QStringLiteral("14:03")), "14:03");
    EXPECT_EQ(typedTime(QStringLiteral("10/24/2023 14:03 PM")), "10/24/2023 14:03 PM") << "no such time";
}

}  // namespace
}  // namespace redwell::ui
