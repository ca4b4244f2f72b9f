#include <filesystem>

#include "cli/commands.hpp"
#include "cli/completions.hpp"
#include "cli/manual_pages.hpp"
#include "reports/destination.hpp"

namespace smtpspec::cli {

int manual(const ManualOptions& options) {
  const std::filesystem::path folder = options.folder;
  const auto write = [&](const std::filesystem::path& name, const std::string& text) {
    reports::prepare(folder / name);
    reports::write(folder / name, text);
  };
  for (const ManualPage& page : manual_pages(options.program, SMTPSPEC_VERSION))
    write(std::filesystem::path("man/man1") / page.name, page.text);
  write("bash-completion/completions/smtpspec", bash_completion(options.program));
  write("zsh/vendor-completions/_smtpspec", zsh_completion(options.program));
  write("fish/vendor_completions.d/smtpspec.fish", fish_completion(options.program));
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli
