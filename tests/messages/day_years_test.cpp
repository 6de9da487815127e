#include "messages/day_years.h"

#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;
using namespace std::chrono;

// The years given to days written as text, in order.
std::vector<int> yearsOf(const std::vector<std::string>& texts, const YearClues& clues) {
    std::vector<TimeExpression> days;
    for (const auto& text : texts) days.push_back(findTimes(text).front());
    std::vector<TimeExpression*> mentions;
    for (auto& day : days) mentions.push_back(&day);
    inferYears(mentions, clues, DateOrder::MonthFirst);
    std::vector<int> years;
    for (const auto& day : days) years.push_back(day.year);
    return years;
}

using Years = std::vector<int>;

sys_days on(int y, int m, int d) { return *calendarDay(y, m, d); }
DateRange span(sys_days from, sys_days until) { return {from, until, false}; }

TEST(DayYears, AreLeftOpenWhenNothingTells) {
    EXPECT_EQ(yearsOf({"Tuesday, November 7th", "Monday, November 13th"}, {}), (Years{0, 0}));
}

TEST(DayYears, ThePrintingIsToldByWordsThatSpeakOfIt) {
    for (const char* text : {"Printed on 2/1/2024", "Print date: 2/1/2024", "Data as of 2/1/2024",
                             "(Exported 2/1/2024)", "Gedruckt am 1.2.2024", "Ausgedruckt 1.2.2024",
                             "Re-printed 2/1/2024", "PDF-export, 2/1/2024", "Imprimer 01/02/2024"})
        EXPECT_TRUE(tellsOfPrinting(text)) << text;
    for (const char* text : {"printers > the printer on floor 2", "the reporter called"})
        EXPECT_FALSE(tellsOfPrinting(text)) << text;
}

TEST(DayYears, FitTheWeekdayAndComeBeforeThePrinting) {
    YearClues clues;
    clues.printed = on(2024, 2, 1);
    EXPECT_EQ(yearsOf({"Tuesday, November 7th", "Wednesday, December 20th", "Wednesday, January 3rd"}, clues),
              (Years{2023, 2023, 2024}));
    EXPECT_EQ(yearsOf({"Monday, November 7th"}, clues), (Years{2022})) << "that Monday was a year before";
    EXPECT_EQ(yearsOf({"November 7", "January 3"}, clues), (Years{2023, 2024})) << "without weekdays";
    EXPECT_EQ(yearsOf({"February 1", "February 3"}, clues), (Years{2023, 2023})) << "nothing is later than its print";
}

TEST(DayYears, LieInTheSpanThatTheHeadStates) {
    YearClues clues;
    clues.ranges = {span(on(2021, 11, 1), on(2022, 1, 31))};
    clues.printed = on(2026, 5, 5);
    EXPECT_EQ(yearsOf({"November 29", "December 31", "January 1"}, clues), (Years{2021, 2021, 2022}));
    EXPECT_EQ(yearsOf({"January 1", "December 31", "November 29"}, clues), (Years{2022, 2021, 2021})) << "newest first";
    clues.ranges = {span(on(2020, 1, 1), on(2022, 12, 31))};
    EXPECT_EQ(yearsOf({"March 3"}, clues), (Years{0})) << "three years hold that day";
    EXPECT_EQ(yearsOf({"Wednesday, March 3"}, clues), (Years{2021})) << "one of them on a Wednesday";
}

TEST(DayYears, FollowTheDaysAroundThemOverTheTurnOfTheYear) {
    EXPECT_EQ(yearsOf({"December 30", "January 2, 2024", "January 5"}, {}), (Years{2023, 2024, 2024}));
    EXPECT_EQ(yearsOf({"December 30, 2023", "December 31", "January 1"}, {}), (Years{2023, 2023, 2024}));
    EXPECT_EQ(yearsOf({"January 2", "December 31, 2022", "December 30"}, {}), (Years{2023, 2022, 2022}))
        << "newest first";
    EXPECT_EQ(yearsOf({"February 29", "March 3, 2025"}, {}), (Years{2024, 2025})) << "a leap year's day";
}

TEST(DayYears, AreNearTheDayInTheTitle) {
    YearClues clues;
    clues.titled = on(2023, 12, 28);
    EXPECT_EQ(yearsOf({"December 28", "January 2"}, clues), (Years{2023, 2024}));
    EXPECT_EQ(yearsOf({"Friday, December 28", "January 2"}, clues), (Years{0, 2024})) << "it was a Thursday";
}

TEST(DayYears, AreFoundDayByDayWhereTwoLogsFollowOneAnother) {
    YearClues clues;
    clues.ranges = {span(on(2023, 10, 1), on(2024, 1, 31))};
    EXPECT_EQ(yearsOf({"December 5", "January 4", "November 2", "January 9"}, clues), (Years{2023, 2024, 2023, 2024}));
}

TEST(DayYears, OutliveAMonthInTheTitle) {
    YearClues clues;
    clues.ranges = {*dateRangeIn("Launch chat, December 2023", DateOrder::MonthFirst)};
    EXPECT_EQ(yearsOf({"December 30", "January 2"}, clues), (Years{2023, 2024}));
}

TEST(DateRangeIn, ReadsSpansAsHeadsWriteThem) {
    const auto in = [](std::string_view text) { return dateRangeIn(text, DateOrder::MonthFirst); };
    EXPECT_EQ(in("#harbour, Nov 2023 - Jan 2024"), span(on(2023, 11, 1), on(2024, 1, 31)));
    EXPECT_EQ(in("1 Oct 2023 \u2013 30 Nov 2023"), span(on(2023, 10, 1), on(2023, 11, 30)));
    EXPECT_EQ(in("from 12/28/2023 to 1/5/2024"), span(on(2023, 12, 28), on(2024, 1, 5)));
    EXPECT_EQ(in("December 28 to January 5, 2024"), span(on(2023, 12, 28), on(2024, 1, 5)));
    EXPECT_EQ(in("1 - 30 November 2023"), span(on(2023, 11, 1), on(2023, 11, 30)));
    EXPECT_EQ(in("Nov 1 - 30, 2023"), span(on(2023, 11, 1), on(2023, 11, 30)));
    EXPECT_EQ(in("2023-10 bis 2024-02"), span(on(2023, 10, 1), on(2024, 2, 29)));
    EXPECT_EQ(in("Chat of October 2023"), (DateRange{on(2023, 10, 1), on(2023, 10, 31), true}));
    EXPECT_EQ(in("Exported 31 January 2024 09:12"), std::nullopt);
    EXPECT_EQ(in("See pages 3 - 7"), std::nullopt);
}

std::vector<std::string> timesOf(const Extraction& e) {
    std::vector<std::string> all;
    for (const auto& m : e.messages) all.push_back(m.sent.text);
    return all;
}

PageDrawing& drawTalk(PageDrawing& page) {
    page.line("Tuesday, November 7th", 240).space();
    page.line("Ada Quill 10:40 AM").line("May we use the blue crane?").space();
    page.line("Ben Okoro 10:52 AM").line("If it is free, yes.").space();
    page.line("Tuesday, January 9th", 240).space();
    page.line("Ada Quill 2:05 PM").line("It was not.").space();
    return page.line("Ben Okoro 2:30 PM").line("A pity.");
}

using Times = std::vector<std::string>;

TEST(DayYears, OfAPrintAgreeWithItsWeekdaysItsHeadAndItsPrinting) {
    const Times told = {"2023-11-07T10:40", "2023-11-07T10:52", "2024-01-09T14:05", "2024-01-09T14:30"};
    PageDrawing exported;
    exported.line("#harbour").line("Exported 1 February 2024 by Cleo Marsh").space(30);
    EXPECT_EQ(timesOf(extractMessages({drawTalk(exported).done()})), told);

    PageDrawing spanned;
    spanned.at(36, 30, "workspace export").at(380, 30, "#harbour, Nov 2023 - Jan 2024", 8);
    spanned.line("#harbour").space(30);
    PageDrawing second(2);
    second.at(36, 30, "workspace export").at(380, 30, "#harbour, Nov 2023 - Jan 2024", 8);
    second.line("Ada Quill 2:41 PM").line("So it goes.");
    auto both = told;
    both.push_back("2024-01-09T14:41");
    EXPECT_EQ(timesOf(extractMessages({drawTalk(spanned).done(), second.done()})), both);
}

TEST(DayYears, OfAPrintThatTellsNoneLeaveTheTimeOfDay) {
    PageDrawing page;
    page.line("#harbour").space(30);
    const auto got = extractMessages({drawTalk(page).done()});
    EXPECT_EQ(timesOf(got), (Times{"10:40", "10:52", "14:05", "14:30"}));
    for (const auto& m : got.messages) {
        EXPECT_LT(m.confidence, 0.65);
        EXPECT_FALSE(m.sent.instant("UTC"));
        EXPECT_FALSE(m.sent.hasDate());
    }
}

TEST(DayYears, AreTakenForMailsFromTheMailsAround) {
    PageDrawing page;
    page.line("From: Ada Quill <ada@quill.example>").line("Sent: Tue, Jan 9 2:05 PM").line("To: Ben Okoro");
    page.line("Subject: Crane").space().line("It was not.").space();
    page.line("From: Ben Okoro <ben@okoro.example>").line("Sent: Tuesday, November 7, 2023 10:40 AM");
    page.line("To: Ada Quill").line("Subject: Crane").space().line("May we use it?");
    EXPECT_EQ(timesOf(extractMessages({page.done()})), (Times{"2024-01-09T14:05", "2023-11-07T10:40"}));
}

}  // namespace
}  // namespace redwell::messages
