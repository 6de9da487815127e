// Invented conversations for the drawn exhibits: who said what when, always alike for a seed.
#pragma once

#include <ctime>
#include <random>
#include <string>
#include <vector>

namespace redwell::bench {

struct Said {
    std::string from;
    std::vector<std::string> to;
    std::tm when{};
    std::string body, subject;
};

struct TalkNeeds {
    int messages = 24, people = 3;
    bool severalDays = true;
};

std::vector<Said> talk(unsigned seed, const TalkNeeds& needs = {});

// In strftime's words, English names.
std::string written(const std::tm& when, const char* form);
std::string mailAddressOf(const std::string& name);
bool isSameDay(const std::tm& a, const std::tm& b);

}  // namespace redwell::bench
