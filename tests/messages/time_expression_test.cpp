#include "messages/time_expression.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

std::string sentOf(std::string_view text, DateOrder order = DateOrder::MonthFirst) {
    const auto times = findTimes(text);
    return times.empty() ? "" : statedTimeOf(times.front(), nullptr, order, 0).text;
}

struct Written {
    const char* text;
    const char* sent;
};

class TimeWritten : public testing::TestWithParam<Written> {};

TEST_P(TimeWritten, IsRead) { EXPECT_EQ(sentOf(GetParam().text), GetParam().sent) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(Forms, TimeWritten,
                         testing::Values(Written{"10/24/2023, 11:03:09 PM", "2023-10-24T23:03:09"},
                                         Written{"10/24/23 11:03 PM", "2023-10-24T23:03"},
                                         Written{"[2023-10-24 07:45:52]", "2023-10-24T07:45:52"},
                                         Written{"2023-10-24T07:45:52Z", "2023-10-24T07:45:52+00:00"},
                                         Written{"2023-10-24T07:45:52.123+02:00", "2023-10-24T07:45:52+02:00"},
                                         Written{"Thursday, October 26, 2023 6:05 AM", "2023-10-26T06:05"},
                                         Written{"Mon, 23 Oct 2023 20:44 -0700", "2023-10-23T20:44-07:00"},
                                         Written{"Mon, 23 Oct 2023 20:44:10 -0700 (PDT)", "2023-10-23T20:44:10-07:00"},
                                         Written{"Mon, Oct 23, 2023 at 8:44 PM", "2023-10-23T20:44"},
                                         Written{"24. Oktober 2023 um 14:03 Uhr", "2023-10-24T14:03"},
                                         Written{"24 octobre 2023 \u00e0 14h03", "2023-10-24T14:03"},
                                         Written{"24 de octubre de 2023, 9:15", "2023-10-24T09:15"},
                                         Written{"24-Oct-2023 09:15", "2023-10-24T09:15"},
                                         Written{"October 24th, 2023 | 9:15 a.m. EDT", "2023-10-24T09:15-04:00"},
                                         Written{"11:03 PM, 24 Oct 2023", "2023-10-24T23:03"},
                                         Written{"2023/10/24 12:00 AM", "2023-10-24T00:00"},
                                         Written{"10/24/2023 12:30 PM (UTC+2)", "2023-10-24T12:30+02:00"}));

INSTANTIATE_TEST_SUITE_P(ScannedForms, TimeWritten,
                         testing::Values(Written{"l0/24/2O23, 1l:03 PM", "2023-10-24T23:03"},
                                         Written{"dimanche 20 aodt 2023 08:14", "2023-08-20T08:14"},
                                         Written{"dimanche 20 aot 2023 08:14", "2023-08-20T08:14"},
                                         Written{"[2023-10-24 07: 45:52]", "2023-10-24T07:45:52"},
                                         Written{"[2023-10-24 07 :46:01]", "2023-10-24T07:46:01"},
                                         Written{"10/24/2023, 11;03 PM", "2023-10-24T23:03"},
                                         Written{"10/24/2023 11.03.52 AM", "2023-10-24T11:03:52"},
                                         Written{"Oct0ber 24, 2023 9:15 AM", "2023-10-24T09:15"},
                                         Written{"10/24/2023, 1103 PM", "2023-10-24T23:03"}));

TEST(TimeExpression, IsNotMadeOfPlainNumbersAndWords) {
    for (const char* text : {"41,250 steps", "version 2.15", "1/2 of 3", "$3.2 million", "see 4.1% code", "Mon Oncle",
                             "III. Of counsel", "ratio 3:2", "10-K filing", "may 20 people come"})
        for (const auto& time : findTimes(text)) EXPECT_FALSE(time.hasClock) << text;
}

TEST(TimeExpression, TakesANameOfAMonthBeforeOneMisread) {
    EXPECT_EQ(sentOf("19 de julio de 2023 10:21"), "2023-07-19T10:21");
    EXPECT_EQ(sentOf("19 de junio de 2023 10:21"), "2023-06-19T10:21");
}

TEST(TimeExpression, HoldsNoWordsThatOnlyBeginAsDaysOrMonthsDo) {
    for (const char* text : {"Same 9:15 AM", "Otto 12 10:21", "Nove 4, 2023 10:21", "Sam 9:15 AM", "Julia 12 10:21"}) {
        const auto times = findTimes(text);
        ASSERT_EQ(times.size(), 1u) << text;
        EXPECT_FALSE(times.front().hasDate || times.front().weekday >= 0) << text;
        EXPECT_GT(times.front().begin, 3u) << text;
    }
    EXPECT_EQ(findTimes("Sam 3/22/24, 10:14 AM").front().begin, 4u);  // a Friday
    EXPECT_EQ(findTimes("Sam 23/03/2024 10:14").front().begin, 0u);   // that is a Saturday in French and German
    EXPECT_EQ(findTimes("sam. 9:15").front().weekday, 5);
    EXPECT_EQ(sentOf("15 sept. 2023 10:21"), "2023-09-15T10:21");
    EXPECT_EQ(sentOf("15 juil. 2023 10:21"), "2023-07-15T10:21");
    EXPECT_EQ(sentOf("Tues, 24 Oct 2023 10:21"), "2023-10-24T10:21");
}

TEST(TimeExpression, TakesLongAbbreviationsOfMonthsAndDays) {
    for (const char* text : {"12 juill. 2024 10:21", "12 Juil 2024 10:21"}) EXPECT_EQ(sentOf(text), "2024-07-12T10:21");
    EXPECT_EQ(sentOf("12 genn. 2024 10:21"), "2024-01-12T10:21");
    EXPECT_EQ(sentOf("12 magg. 2024 10:21"), "2024-05-12T10:21");
    EXPECT_EQ(sentOf("Octob 12, 2024 10:21"), "2024-10-12T10:21");
    EXPECT_EQ(findTimes("mi\u00e9r. 5 mar. 2025 10:21").front().begin, 0u);
}

TEST(TimeExpression, KnowsAWeekdayFromANameByItsLetters) {
    EXPECT_EQ(findTimes("Ada Quill dom 9:15").front().begin, 10u);
    EXPECT_EQ(findTimes("SAM 9:15").front().weekday, 5);
    EXPECT_EQ(findTimes("Mar 9:28").front().begin, 4u);
    EXPECT_EQ(findTimes("MAR 9:28").front().weekday, 1);
}

TEST(TimeExpression, DoesNotInventAYear) {
    const auto times = findTimes("Tuesday, October 24 at 9:15 AM");
    ASSERT_EQ(times.size(), 1u);
    EXPECT_TRUE(statedTimeOf(times.front(), nullptr, DateOrder::MonthFirst, 0).isEmpty());
    EXPECT_EQ(statedTimeOf(times.front(), nullptr, DateOrder::MonthFirst, 2023).text, "2023-10-24T09:15");
}

TEST(TimeExpression, LooksOnlyAtTheEndsOfALongLine) {
    std::string text(2'000'000, '1');
    for (std::size_t i = 0; i < text.size(); i += 3) text[i] = ':';
    EXPECT_LT(findTimes(text).size(), 200u);
}

INSTANTIATE_TEST_SUITE_P(Places, TimeWritten,
                         testing::Values(Written{"2023-10-24T14:03:11 Europe/Berlin", "2023-10-24T14:03:11+02:00"},
                                         Written{"2023-01-24 14:03:11 America/New_York", "2023-01-24T14:03:11-05:00"},
                                         Written{"2023-07-24 14:03:11 EST5EDT", "2023-07-24T14:03:11-04:00"},
                                         Written{"2023-10-24T14:03:11+02:00[Europe/Berlin]",
                                                 "2023-10-24T14:03:11+02:00"},
                                         Written{"10/11/2023 14:03 Asia/Kolkata", "2023-10-11T14:03"},
                                         Written{"2023-10-24 14:03 (UTC+02:00) Berlin", "2023-10-24T14:03+02:00"},
                                         Written{"Tue Oct 24 2023 14:03:11 GMT+0200 (Central European Summer Time)",
                                                 "2023-10-24T14:03:11+02:00"}));

TEST(FindTimes, EndsBehindTheZoneOfAPlaceAndBeforeAName) {
    const auto restOf = [](std::string_view text) { return text.substr(findTimes(text).at(0).end); };
    EXPECT_EQ(restOf("2023-10-24 14:03 Europe/Berlin Ada: On it."), " Ada: On it.");
    EXPECT_EQ(restOf("2023-10-24 14:03 (UTC+02:00) Berlin, Bern - Ada"), " - Ada");
    EXPECT_EQ(restOf("2023-10-24 14:03 (UTC+02:00) Sofia Petrov: On it."), " Sofia Petrov: On it.");
    EXPECT_EQ(restOf("2023-10-24 14:03 Sales/Berlin: On it."), " Sales/Berlin: On it.");
    EXPECT_EQ(restOf("2023-10-24 14:03 GMT+0200 (Central European Summer Time): On it."), ": On it.");
}

TEST(FindTimes, ReadsZonesByNameDotsAndLeapSeconds) {
    const auto offsetOf = [](std::string_view text) { return findTimes(text).at(0).offsetMinutes; };
    EXPECT_EQ(offsetOf("24 Okt 2023 14:03 CEST"), 120);
    EXPECT_EQ(offsetOf("24 Oct 2023 14:03 CET"), 60);
    EXPECT_EQ(offsetOf("24 Oct 2023 14:03 BST"), 60);
    EXPECT_EQ(offsetOf("24 Oct 2023 14:03 IST"), 330);
    EXPECT_EQ(findTimes("24 Oct 2023 14.03.11").at(0).clockSecond, 11);
    EXPECT_EQ(findTimes("14.03.11 9:15").at(0).year, 2011) << "alone it is a day";
    EXPECT_EQ(findTimes("2016-12-31 23:59:60").at(0).clockSecond, 60);
}

TEST(TimeExpression, EndsBeforeTheColonBehindItsSeconds) {
    const auto times = findTimes("Tomas Berg - 10:24:07: yes");
    ASSERT_EQ(times.size(), 1u);
    EXPECT_EQ(times[0].clockSecond, 7);
    EXPECT_EQ(times[0].end, 21u);
}

}  // namespace
}  // namespace redwell::messages
