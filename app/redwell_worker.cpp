// redwell-worker: the sandboxed parser. Started by the other two programs with a control socket as descriptor 3; of no
// use by hand.
#include "processing/serving/document_handler.h"
#include "processing/wire/control.h"

#include <sys/stat.h>

#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

using namespace redwell;

int main(int argumentCount, char** arguments) {
    std::string languages;  // sets that are loaded at once, parted by spaces
    for (int i = 1; i + 1 < argumentCount; ++i)
        if (std::string_view(arguments[i]) == "--languages") languages = arguments[i + 1];

    struct stat status {};
    if (::fstat(wire::kControlDescriptor, &status) != 0 || !S_ISSOCK(status.st_mode)) {
        std::cerr << "redwell-worker reads documents for redwell and redwellctl; start one of these instead.\n";
        return 2;
    }
    serving::SharedEngine engine;
    std::istringstream sets(languages);
    for (std::string set; sets >> set;) {
        if (const auto loaded = engine.load(set); !loaded) {
            serving::reportFailure(wire::kControlDescriptor, loaded.error());
            return 1;
        }
    }
    serving::warmUp();
    return serving::serve(wire::kControlDescriptor, serving::documentHandler(engine));
}
