from belong.doors.cli import main

main()
