autocmd BufRead,BufNewFile *.smtp setfiletype smtpspec
