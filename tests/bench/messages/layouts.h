// The layouts that are drawn, one function each: it sets a conversation on sheets and notes what stands where. Half of
// them are held out: nobody looks at their mistakes while the extraction is worked on.
#pragma once

#include "sheets.h"
#include "talk.h"

#include <string>
#include <vector>

namespace redwell::bench {

struct Shown {  // one message as an exhibit shows it
    std::string from;
    std::vector<std::string> to;
    std::string sent, body;
    int page = 1;
};

struct Exhibit {
    Sheets& sheets;
    std::vector<Shown> messages;
    // withSeconds: the print shows them.
    void show(const Said& said, int page, bool withSeconds = false, std::string offset = {});
};

struct Layout {
    std::string name;
    bool isHeldOut;
    void (*draw)(Exhibit&, unsigned seed);
    Running running;
};

std::vector<Layout> chatLayouts();
std::vector<Layout> bubbleLayouts();
std::vector<Layout> tableLayouts();
std::vector<Layout> mailLayouts();
// first: the seed of the first; another one draws other layouts.
std::vector<Layout> chanceLayouts(unsigned count, unsigned first);

}  // namespace redwell::bench
