// redwellctl: every job of the window, from the command line. It parses no foreign bytes; redwell-worker does.
#include "app/ctl/commands.h"
#include "base/text.h"

#include <iostream>
#include <string_view>

namespace redwell::ctl {

CLI::App* Program::command(const std::string& name, const std::string& about) {
    auto* made = app.add_subcommand(name, about);
    made->add_flag("--json", options.json, "One JSON value, or one a line for lists");
    return made;
}

CLI::App* Program::onCase(const std::string& name, const std::string& about) {
    auto* made = command(name, about);
    made->add_option("CASE", options.casePath, "The case's folder (NAME.redwell)")->required();
    return made;
}

void Program::does(CLI::App* chosen, std::function<Result<int>()> work) {
    chosen->callback([this_run = &run, work = std::move(work)] {
        *this_run = [work] {
            const auto code = work();
            return code ? *code : fail(code.error());
        };
    });
}

}  // namespace redwell::ctl

int main(int argumentCount, char** arguments) {
    using namespace redwell::ctl;
    CLI::App app("E-discovery review from the command line.", "redwellctl");
    app.set_version_flag("--version", REDWELL_VERSION);
    app.require_subcommand(1);
    Options options;
    std::function<int()> run;
    Program program{app, options, run};
    addCaseCommands(program);
    addEvidenceCommands(program);
    addReadingCommands(program);
    addPeopleCommands(program);
    addThreadCommands(program);
    addReviewCommands(program);
    addProductionCommands(program);
    try {
        app.parse(argumentCount, arguments);
    } catch (const CLI::Success& success) {
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        const std::string_view first = argumentCount > 1 ? arguments[1] : "";
        if (app.get_subcommands().empty() && !first.empty() && first.front() != '-') {
            std::cerr << "redwellctl: '" << redwell::escapeControls(first)
                      << "' is not a command. Try: redwellctl --help\n";
            return kWrongUsage;
        }
        std::string about;
        for (const auto* chosen : app.get_subcommands()) about = " " + chosen->get_name();
        std::cerr << "redwellctl" << about << ": " << error.what() << ". Try: redwellctl" << about << " --help\n";
        return kWrongUsage;
    }
    const int code = run();
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "redwellctl: the output could not be written (is the disk full?)\n";
        return kFailed;
    }
    return code;
}
