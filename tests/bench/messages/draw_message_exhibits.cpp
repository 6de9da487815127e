// bench_message_exhibits FOLDER [FIRST]: for each layout NAME.pdf, NAME.scan.pdf and NAME.truth.json, always alike;
// layouts held out go to FOLDER/held_out, the others to FOLDER/known. FIRST (0) is where the layouts drawn by lot
// begin.
#include "layouts.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace redwell::bench {

void Exhibit::show(const Said& said, int page, bool withSeconds, std::string offset) {
    messages.push_back({said.from, said.to,
                        written(said.when, withSeconds ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%dT%H:%M") + offset, said.body,
                        page});
}

namespace {

void draw(const Layout& layout, const std::filesystem::path& folder, unsigned seed) {
    Sheets sheets(layout.running);
    Exhibit exhibit{sheets, {}};
    layout.draw(exhibit, seed);
    nlohmann::json truth = {{"messages", nlohmann::json::array()}};
    for (const auto& m : exhibit.messages)
        truth["messages"].push_back(
            {{"from", m.from}, {"to", m.to}, {"sent", m.sent}, {"body", m.body}, {"page", m.page}});
    const auto file = (folder / (layout.isHeldOut ? "held_out" : "known") / layout.name).string();
    std::ofstream(file + ".truth.json") << truth.dump(1) << '\n';
    sheets.savePdf(file + ".pdf");
    sheets.saveScan(file + ".scan.pdf", seed, seed % 2 ? 200 : 300);
}

}  // namespace
}  // namespace redwell::bench

int main(int argc, char** argv) {
    using namespace redwell::bench;
    if (argc != 2 && argc != 3) {
        std::fprintf(stderr, "usage: bench_message_exhibits FOLDER [FIRST]\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder / "known");
    std::filesystem::create_directories(folder / "held_out");
    const auto first = argc == 3 ? static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)) : 0U;
    unsigned seed = first;
    for (const auto& family : {chatLayouts(), bubbleLayouts(), tableLayouts(), mailLayouts(), chanceLayouts(48, first)})
        for (const auto& layout : family) draw(layout, folder, ++seed);
    return 0;
}
