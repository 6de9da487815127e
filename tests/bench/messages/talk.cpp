#include "talk.h"

#include <algorithm>
#include <array>

namespace redwell::bench {
namespace {

constexpr std::array<const char*, 10> kPeople = {"Imke Halloran", "Tomas Berg",   "Ruth Adeyemi",  "Noor Castellan",
                                                 "Ewan McCrae",   "Petra Lindt",  "Joao Ferreira", "Mina Okafor",
                                                 "Sven O'Dowd",   "Clara van Dam"};

constexpr std::array<const char*, 36> kTexts = {
    "ok",
    "yes",
    "+1",
    "Thanks!",
    "On it.",
    "Why?",
    "Can you send me the draft before noon?",
    "Let's move the call to Thursday 3:30 PM, the room is taken until then.",
    "I spoke with the warehouse. They counted 1,204 boxes, we invoiced 1,240.",
    "Do not forward this to anybody outside of the team, please.",
    "From: the auditor's point of view, none of this happened before March.",
    "The supplier wants an answer by 10/31/2023. We should not promise anything in writing.",
    "Note: the second shipment left without papers. I have asked for copies twice and got none.",
    "See https://files.example/s/77 for the sheet",
    "We agreed on the lower price: 41.20 a unit, with the rebate paid after the quarter has been closed and reported.",
    "Nobody told me that the inspection had been cancelled. Who decided that, and when? I was on site at 8:15 and "
    "waited "
    "for an hour.",
    "Two things:\n1. the lease ends in June\n2. the deposit is not in the books",
    "I am deleting the older versions now",
    "Please do not.",
    "That is not what the contract says. Paragraph 14 speaks of delivery, not of shipping, and the difference is three "
    "weeks.",
    "Call me when you are back",
    "Numbers for the meeting:\n- 312 open orders\n- 18 complaints\n- 4 of them serious",
    "What did Harriet say about it?",
    "She wants to wait for the report.",
    "lol",
    "Is anyone at the plant today?",
    "I was there at 7 and saw the trucks leave. The driver said he had orders from the head office to take everything.",
    "Re: the leak, the fix costs more than the pump",
    "My phone died, sorry. What did I miss?",
    "Counsel has asked us to keep everything, so please stop cleaning up the shared folder.",
    "Understood.",
    "Meeting on Monday: bring the binder and the key to the archive",
    "I never saw that mail.",
    "It went to your old address, I think. I can send it again, but then it is in two places.",
    "The bank called again about the second account",
    "We should talk, not write."};

}  // namespace

std::vector<Said> talk(unsigned seed, const TalkNeeds& needs) {
    std::mt19937 random(seed * 7919U + 17U);
    std::vector<std::string> people;
    while (people.size() < static_cast<std::size_t>(needs.people)) {
        const std::string name = kPeople[random() % kPeople.size()];
        if (std::find(people.begin(), people.end(), name) == people.end()) people.push_back(name);
    }
    std::tm start{};
    start.tm_year = 123;
    start.tm_mon = 2 + static_cast<int>(random() % 8);
    start.tm_mday = 14 + static_cast<int>(random() % 10);
    start.tm_hour = 8 + static_cast<int>(random() % 3);
    start.tm_min = static_cast<int>(random() % 60);
    std::time_t now = timegm(&start);
    std::vector<Said> all;
    std::size_t speaker = 0;
    for (int i = 0; i < needs.messages; ++i) {
        Said said;
        if (i == 0 || random() % 3 != 0) speaker = (speaker + 1 + random() % (people.size() - 1)) % people.size();
        said.from = people[speaker];
        for (const auto& name : people)
            if (name != said.from) said.to.push_back(name);
        said.body = kTexts[random() % kTexts.size()];
        said.subject = "Second shipment";
        gmtime_r(&now, &said.when);
        all.push_back(said);
        now += 20 + static_cast<std::time_t>(random() % 900);
        if (needs.severalDays && random() % 7 == 0) now += 20 * 3600 + static_cast<std::time_t>(random() % 9000);
    }
    return all;
}

std::string written(const std::tm& when, const char* form) {
    char text[128];
    return {text, std::strftime(text, sizeof text, form, &when)};
}

std::string mailAddressOf(const std::string& name) {
    const auto space = name.rfind(' ');
    std::string address(1, name[0]);
    address += name.substr(space + 1) + "@northquay.example";
    std::string plain;
    for (const char c : address)
        if (c != '\'') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return plain;
}

bool isSameDay(const std::tm& a, const std::tm& b) { return a.tm_yday == b.tm_yday && a.tm_year == b.tm_year; }

}  // namespace redwell::bench
