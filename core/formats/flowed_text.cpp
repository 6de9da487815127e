#include "formats/flowed_text.h"

namespace redwell::formats {

std::string unflowed(std::string_view text, bool deletesSpace) {
    const auto depthOf = [](std::string_view line) {
        const auto end = line.find_first_not_of('>');
        return end == std::string_view::npos ? line.size() : end;
    };
    std::string out;
    std::size_t openDepth = std::string::npos;  // of the line that goes on
    while (!text.empty()) {
        const auto feed = text.find('\n');
        auto line = text.substr(0, feed);
        text.remove_prefix(feed == std::string_view::npos ? text.size() : feed + 1);
        const auto depth = depthOf(line);
        auto content = line.substr(depth);
        if (!content.empty() && content.front() == ' ') content.remove_prefix(1);  // space-stuffing
        if (openDepth == depth) {
            out += content;
        } else {
            if (openDepth != std::string::npos) out += '\n';
            if (depth) out.append(depth, '>').append(1, ' ');
            out += content;
        }
        const bool goesOn = !content.empty() && content.back() == ' ' && content != "-- ";
        if (goesOn && deletesSpace) out.pop_back();
        openDepth = goesOn ? depth : std::string::npos;
        if (!goesOn) out += '\n';
    }
    return out;
}

}  // namespace redwell::formats
